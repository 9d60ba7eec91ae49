import type { JsonSchema } from '../schema.js';

/** One way in which a schema that is already published was changed and must not be. */
export interface IncompatibleChange {
  /** JSON pointer into the documents that the schema describes; `*` stands for any item. */
  readonly path: string;
  readonly change:
    | 'type-changed'
    | 'value-refused'
    | 'pattern-changed'
    | 'format-changed'
    | 'range-narrowed'
    | 'length-narrowed'
    | 'property-removed'
    | 'property-now-required'
    | 'property-no-longer-promised'
    | 'openness-changed'
    | 'uniqueness-added'
    | 'branch-removed';
}

type Change = IncompatibleChange['change'];

function found(isFound: boolean, path: string, change: Change): IncompatibleChange[] {
  return isFound ? [{ path, change }] : [];
}

/** True when `next` allows less than `before`, an absent limit being none at all. */
function isNarrower(before: number | undefined, next: number | undefined, side: 'lower' | 'upper'): boolean {
  if (next === undefined) return false;
  if (before === undefined) return true;
  return side === 'lower' ? next > before : next < before;
}

function values(schema: JsonSchema): readonly unknown[] | undefined {
  return schema.const === undefined ? schema.enum : [schema.const];
}

function compareValues(before: JsonSchema, next: JsonSchema, path: string): IncompatibleChange[] {
  const allowed = values(next);
  if (allowed === undefined) return [];
  const known = values(before);
  const isRefused = known === undefined || known.some((value) => !allowed.includes(value));
  return found(isRefused, path, 'value-refused');
}

function compareScalars(before: JsonSchema, next: JsonSchema, path: string): IncompatibleChange[] {
  const isPatternChanged = next.pattern !== undefined && next.pattern !== before.pattern;
  const isFormatChanged = next.format !== undefined && next.format !== before.format;
  const isRangeNarrowed =
    isNarrower(before.minimum, next.minimum, 'lower') || isNarrower(before.maximum, next.maximum, 'upper');
  const isLengthNarrowed =
    isNarrower(before.minLength, next.minLength, 'lower') ||
    isNarrower(before.maxLength, next.maxLength, 'upper');
  return [
    ...compareValues(before, next, path),
    ...found(isPatternChanged, path, 'pattern-changed'),
    ...found(isFormatChanged, path, 'format-changed'),
    ...found(isRangeNarrowed, path, 'range-narrowed'),
    ...found(isLengthNarrowed, path, 'length-narrowed'),
  ];
}

function compareArrays(before: JsonSchema, next: JsonSchema, path: string): IncompatibleChange[] {
  const isLengthNarrowed =
    isNarrower(before.minItems, next.minItems, 'lower') ||
    isNarrower(before.maxItems, next.maxItems, 'upper');
  const isUniquenessAdded = next.uniqueItems === true && before.uniqueItems !== true;
  const items = next.items === undefined ? [] : compareSchemas(before.items ?? {}, next.items, `${path}/*`);
  return [
    ...found(isLengthNarrowed, path, 'length-narrowed'),
    ...found(isUniquenessAdded, path, 'uniqueness-added'),
    ...items,
  ];
}

function compareProperties(before: JsonSchema, next: JsonSchema, path: string): IncompatibleChange[] {
  const wasRequired = before.required ?? [];
  const isRequired = next.required ?? [];
  const kept = Object.entries(before.properties ?? {}).flatMap(([name, member]) => {
    const at = `${path}/${name}`;
    const successor = next.properties?.[name];
    return successor === undefined
      ? found(true, at, 'property-removed')
      : compareSchemas(member, successor, at);
  });
  const demanded = isRequired.flatMap((name) =>
    found(!wasRequired.includes(name), `${path}/${name}`, 'property-now-required'),
  );
  const dropped = wasRequired.flatMap((name) => {
    const isOptionalNow = next.properties?.[name] !== undefined && !isRequired.includes(name);
    return found(isOptionalNow, `${path}/${name}`, 'property-no-longer-promised');
  });
  return [...kept, ...demanded, ...dropped];
}

function branches(schema: JsonSchema): readonly JsonSchema[] {
  return schema.oneOf ?? [schema];
}

/** Branches split and merge freely: what counts is that each value of a discriminating code keeps a home. */
function splitByCode(schema: JsonSchema): readonly JsonSchema[] {
  const code = schema.properties?.['code'];
  if (code?.enum === undefined) return [schema];
  return code.enum.map((value) => ({
    ...schema,
    properties: { ...schema.properties, code: { type: 'string', const: value } },
  }));
}

function compareBranches(before: JsonSchema, next: JsonSchema, path: string): IncompatibleChange[] {
  const homes = branches(next);
  return branches(before)
    .flatMap(splitByCode)
    .flatMap((branch) =>
      found(!homes.some((home) => compareSchemas(branch, home, path).length === 0), path, 'branch-removed'),
    );
}

/**
 * The incompatible changes from a published schema to its successor of the same version: whatever makes an
 * event that was valid invalid, or takes away something that readers were promised. Texts may change; optional
 * properties, codes and room may be added. Anything else needs a new version of the event.
 */
export function compareSchemas(
  before: JsonSchema,
  next: JsonSchema,
  path = '',
): readonly IncompatibleChange[] {
  if (before.oneOf !== undefined || next.oneOf !== undefined) return compareBranches(before, next, path);
  if (next.type !== before.type) return [{ path, change: 'type-changed' }];
  return [
    ...found(next.additionalProperties !== before.additionalProperties, path, 'openness-changed'),
    ...compareScalars(before, next, path),
    ...compareArrays(before, next, path),
    ...compareProperties(before, next, path),
  ];
}
