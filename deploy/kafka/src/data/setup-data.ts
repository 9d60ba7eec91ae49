import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { SetupError } from '../setup-error.js';

export type TopicRight = 'read' | 'write' | 'delete';
type TopicRights = Readonly<Record<string, readonly TopicRight[]>>;

export interface TopicEntry {
  /** The name of the ingress topics holds `{department}`. */
  readonly name: string;
  readonly partitions: number;
  readonly cleanup: 'delete' | 'compact';
  /** `city`: as long as the services keep. */
  readonly retention: 'city' | { readonly hours: number };
  /** Further settings, by the names that Kafka gives them. */
  readonly configs?: Readonly<Record<string, string>>;
}

/** `topics.yaml` and `acls.yaml`. */
export interface SetupData {
  readonly topics: {
    readonly copies: { readonly replicas: number; readonly minInSync: number };
    readonly topics: readonly TopicEntry[];
    readonly ingress: TopicEntry;
  };
  readonly acls: {
    readonly services: Readonly<
      Record<string, { readonly groups: readonly string[]; readonly topics: TopicRights }>
    >;
    readonly departments: { readonly principal: string; readonly topics: TopicRights };
    readonly retired: readonly string[];
  };
}

/** Where the data lie: beside `src` and `dist`. */
export const DATA_FOLDER = join(import.meta.dirname, '../..');

/**
 * Reads both files and checks them against their schemas.
 * @throws SetupError `data`
 */
export async function loadSetupData(folder: string = DATA_FOLDER): Promise<SetupData> {
  const [topics, acls] = await Promise.all([loadChecked(folder, 'topics'), loadChecked(folder, 'acls')]);
  return { topics, acls } as SetupData;
}

async function loadChecked(folder: string, name: string): Promise<unknown> {
  const file = join(folder, `${name}.yaml`);
  const data = await readData(file);
  // The schemas belong to the program, also where the data are a city's own.
  const schema = JSON.parse(await readFile(join(DATA_FOLDER, `${name}.schema.json`), 'utf8')) as object;
  const validate = new Ajv({ strict: true, strictRequired: false, strictTypes: false }).compile(schema);
  if (validate(data)) return data;
  throw new SetupError('data', `${file}${validate.errors?.[0]?.instancePath ?? ''}`);
}

async function readData(file: string): Promise<unknown> {
  try {
    return parse(await readFile(file, 'utf8')) as unknown;
  } catch {
    throw new SetupError('data', file);
  }
}
