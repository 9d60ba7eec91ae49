import type { Ajv2020, ValidateFunction } from 'ajv/dist/2020.js';

import type { JsonSchema } from './schema.js';

/** A schema as the validators see it: `oneOf` over codes has become a look-up. */
type Indexed = Omit<JsonSchema, 'oneOf'> & { readonly oneOfByCode?: readonly JsonSchema[] };

function codesOf(branch: JsonSchema): readonly string[] {
  const code = branch.properties?.['code'];
  return typeof code?.const === 'string' ? [code.const] : (code?.enum ?? []);
}

/** True when each branch is known by its code, and no code by two branches: then at most one can match. */
function isByCode(branches: readonly JsonSchema[]): boolean {
  const codes = branches.map(codesOf);
  return (
    codes.every((known) => known.length > 0) &&
    new Set(codes.flat()).size === codes.reduce((sum, known) => sum + known.length, 0)
  );
}

/** The same schema, with each `oneOf` that codes tell apart written as `oneOfByCode`. */
export function indexByCode(schema: JsonSchema): Indexed {
  const { oneOf, properties, items, ...rest } = schema;
  const members = Object.entries(properties ?? {}).map(([name, part]) => [name, indexByCode(part)] as const);
  const branches = oneOf === undefined ? {} : isByCode(oneOf) ? { oneOfByCode: oneOf } : { oneOf };
  return {
    ...rest,
    ...branches,
    ...(properties === undefined ? {} : { properties: Object.fromEntries(members) }),
    ...(items === undefined ? {} : { items: indexByCode(items) }),
  };
}

function codeOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, 'code')
    ? (value as { code: unknown }).code
    : undefined;
}

/**
 * Teaches a validator the keyword `oneOfByCode`: the branch of the value's own code decides. It means what `oneOf`
 * means, without trying every branch in turn, and compiles a branch on its first use: the phrasebook has hundreds.
 */
export function addOneOfByCode(ajv: Ajv2020): void {
  ajv.addKeyword({
    keyword: 'oneOfByCode',
    schemaType: 'array',
    compile: (branches: readonly JsonSchema[]) => {
      const byCode = new Map<unknown, JsonSchema>(
        branches.flatMap((branch) => codesOf(branch).map((code) => [code, branch] as const)),
      );
      const compiled = new Map<JsonSchema, ValidateFunction>();
      return (value: unknown): boolean => {
        const branch = byCode.get(codeOf(value));
        if (branch === undefined) return false;
        const validator = compiled.get(branch) ?? ajv.compile(branch);
        compiled.set(branch, validator);
        const isValid = validator(value);
        validator.errors = null; // ajv keeps references to what it refused
        return isValid;
      };
    },
  });
}
