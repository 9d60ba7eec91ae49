import type { JsonSchema } from '../schema.js';
import { compareSchemas, type IncompatibleChange } from './compare-schemas.js';
import type { PublishedSchema } from './published-schema.js';

function compareForm(
  form: 'log' | 'door',
  before: JsonSchema | undefined,
  next: JsonSchema | undefined,
): readonly IncompatibleChange[] {
  if (before === undefined) return [];
  if (next === undefined) return [{ path: form, change: 'property-removed' }];
  return compareSchemas(before, next, form);
}

/** The incompatible changes of an event that keeps its version, in the log and at the door. */
export function comparePublished(
  before: PublishedSchema,
  next: PublishedSchema,
): readonly IncompatibleChange[] {
  return [...compareForm('log', before.log, next.log), ...compareForm('door', before.door, next.door)];
}
