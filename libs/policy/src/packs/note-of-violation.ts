import type { ErrorObject } from 'ajv/dist/2020.js';

import type { AuthorNote } from '../policy-error.js';

/** What the schema of packs holds against a pack, and in which rule, for its author. */
export function noteOfViolation(pack: unknown, error: ErrorObject | undefined): AuthorNote {
  if (error === undefined) return {};
  const field =
    error.instancePath
      .replace(/^\/rules\/\d+/, '')
      .split('/')
      .at(-1) ?? '';
  const pieces = [ruleAt(pack, error.instancePath), field, error.message ?? error.keyword, moreOf(error)];
  return { problem: pieces.filter((piece) => piece !== '').join(' ') };
}

function ruleAt(pack: unknown, path: string): string {
  const index = /^\/rules\/(\d+)/.exec(path)?.[1];
  if (index === undefined) return '';
  const { rules } = pack as { readonly rules?: readonly { readonly id?: unknown }[] };
  const id = rules?.[Number(index)]?.id;
  return typeof id === 'string' ? `${id}:` : `rule ${String(Number(index) + 1)}:`;
}

function moreOf({ params }: ErrorObject): string {
  const { additionalProperty, allowedValues } = params as Record<string, unknown>;
  if (typeof additionalProperty === 'string') return `(${additionalProperty})`;
  return Array.isArray(allowedValues) ? `(${allowedValues.join(', ')})` : '';
}
