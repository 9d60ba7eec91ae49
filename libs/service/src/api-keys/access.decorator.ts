import { SetMetadata } from '@nestjs/common';
import type { Scope } from './caller.js';

/** What a route asks of its caller. A route that says nothing is closed to everybody. */
export type Access =
  | { readonly kind: 'public' }
  | { readonly kind: 'scope'; readonly scope: Scope }
  | { readonly kind: 'operations' };

export const ACCESS = 'havre:access';

const access = (value: Access): ClassDecorator & MethodDecorator => SetMetadata(ACCESS, value);

/** Open to everybody: health, metrics, documentation. */
export const Public = (): ClassDecorator & MethodDecorator => access({ kind: 'public' });

/** For API keys with this scope. */
export const RequireScope = (scope: Scope): ClassDecorator & MethodDecorator =>
  access({ kind: 'scope', scope });

/** For the operations key (`HAVRE_OPS_KEY`) only; `OpsGuard` checks it. */
export const OperationsOnly = (): ClassDecorator & MethodDecorator => access({ kind: 'operations' });
