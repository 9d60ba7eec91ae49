import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { parseAllDocuments } from 'yaml';

import type { PackSource } from '../bundle.js';
import { PolicyError } from '../policy-error.js';
import { noteOfViolation } from './note-of-violation.js';
import { PACK_SCHEMA } from './pack-schema.js';
import type { Pack } from './pack.js';

let validate: ValidateFunction<Pack> | undefined;

/** Reads the YAML of a pack, adds up its documents, and checks the whole against the schema of packs. */
export function readPack(source: PackSource): Pack {
  const pack = parseParts(source).reduce(addPart, {});
  validate ??= new Ajv2020({ strictTypes: false }).compile<Pack>(PACK_SCHEMA);
  if (!validate(pack)) {
    const [first] = validate.errors ?? [];
    const path = first?.instancePath ?? '';
    throw new PolicyError('pack-invalid', `${source.name}${path}`, noteOfViolation(pack, first));
  }
  if (pack.pack !== source.name)
    throw new PolicyError('pack-invalid', `${source.name}/pack`, { problem: `must be ${source.name}` });
  return pack;
}

function parseParts(source: PackSource): readonly unknown[] {
  const documents = parseAllDocuments(source.yaml);
  if (!Array.isArray(documents)) throw new PolicyError('pack-unreadable', source.name);
  const [error] = documents.flatMap((document) => document.errors);
  if (error !== undefined)
    throw new PolicyError('pack-unreadable', source.name, { problem: error.message.trimEnd() });
  return documents.map((document) => document.toJS({ maxAliasCount: 100 }) as unknown);
}

/** Lists of the parts are joined; names inside `lists` add up; anything else is said once. */
function addPart(whole: Readonly<Record<string, unknown>>, part: unknown): Record<string, unknown> {
  const sum: Record<string, unknown> = { ...whole };
  for (const [key, value] of Object.entries(typeof part === 'object' && part !== null ? part : {})) {
    const known = sum[key];
    if (Array.isArray(known) && Array.isArray(value))
      sum[key] = [...(known as unknown[]), ...(value as unknown[])];
    else if (key === 'lists' && typeof known === 'object') sum[key] = { ...known, ...(value as object) };
    else sum[key] = value as unknown;
  }
  return sum;
}
