import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { Connection } from '../cluster/cluster.js';
import { DATA_FOLDER } from '../data/setup-data.js';
import { SetupError } from '../setup-error.js';

type Environment = Readonly<Record<string, string | undefined>>;

export interface Options {
  readonly isHelp: boolean;
  readonly isDryRun: boolean;
  /** Absent: what there is of departments stays as it is. */
  readonly departments: readonly string[] | undefined;
  /** Folder with one file of each user's password. */
  readonly users: string | undefined;
  /** Gives users that there are the passwords of the folder, too. */
  readonly isNewPasswords: boolean;
  readonly dataFolder: string;
  readonly retentionDays: number;
  readonly connection: Connection;
}

const BROKER = /^[A-Za-z0-9.-]{1,253}:\d{1,5}$/;
const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const DEFAULT_RETENTION_DAYS = 7;

/**
 * Reads the command line and the settings, which have the same names as those of the services.
 * @throws SetupError `usage`, `setting`
 */
export async function readOptions(parameters: readonly string[], env: Environment): Promise<Options> {
  const values = parse(parameters);
  const isHelp = values.help === true;
  return {
    isHelp,
    isDryRun: values['dry-run'] === true,
    departments: departmentsOf(values.departments ?? valueOf(env, 'HAVRE_INGRESS_DEPARTMENTS')),
    users: values.users,
    isNewPasswords: values['new-passwords'] === true,
    dataFolder: values.data ?? DATA_FOLDER,
    retentionDays: daysOf(valueOf(env, 'HAVRE_RETENTION_DAYS')),
    connection: isHelp ? NOWHERE : await connectionOf(env),
  };
}

const NOWHERE: Connection = { brokers: [], username: undefined, password: undefined, tls: undefined };

function parse(parameters: readonly string[]) {
  try {
    return parseArgs({
      args: [...parameters],
      options: {
        help: { type: 'boolean', short: 'h' },
        'dry-run': { type: 'boolean' },
        departments: { type: 'string' },
        users: { type: 'string' },
        'new-passwords': { type: 'boolean' },
        data: { type: 'string' },
      },
    }).values;
  } catch (error) {
    throw new SetupError('usage', (error as { code?: string }).code ?? 'ERR_PARSE_ARGS');
  }
}

/** `none` (or nothing between the quotes) is none at all. */
function departmentsOf(text: string | undefined): readonly string[] | undefined {
  if (text === undefined) return undefined;
  if (text === '' || text === 'none') return [];
  const slugs = text.split(',').map((slug) => slug.trim());
  if (!slugs.every((slug) => SLUG.test(slug) && slug.length <= 64))
    throw new SetupError('usage', '--departments');
  return [...new Set(slugs)];
}

function daysOf(text: string | undefined): number {
  const days = text === undefined ? DEFAULT_RETENTION_DAYS : Number(text);
  if (Number.isInteger(days) && days >= 1 && days <= 90) return days;
  throw new SetupError('setting', 'HAVRE_RETENTION_DAYS');
}

async function connectionOf(env: Environment): Promise<Connection> {
  const brokers = (valueOf(env, 'HAVRE_KAFKA_BROKERS') ?? '').split(',').map((broker) => broker.trim());
  if (!brokers.every((broker) => BROKER.test(broker))) throw new SetupError('setting', 'HAVRE_KAFKA_BROKERS');
  const username = valueOf(env, 'HAVRE_KAFKA_USERNAME');
  const password = await secretOf(env, 'HAVRE_KAFKA_PASSWORD');
  if ((username === undefined) !== (password === undefined)) {
    throw new SetupError('setting', username === undefined ? 'HAVRE_KAFKA_USERNAME' : 'HAVRE_KAFKA_PASSWORD');
  }
  return { brokers, username, password, tls: await tlsOf(env) };
}

async function tlsOf(env: Environment): Promise<Connection['tls']> {
  const file = valueOf(env, 'HAVRE_KAFKA_CA_FILE');
  if (file === undefined) {
    return ['1', 'true'].includes(valueOf(env, 'HAVRE_KAFKA_TLS') ?? '') ? {} : undefined;
  }
  const ca = await readFile(file, 'utf8').catch(() => '');
  if (!ca.includes('-----BEGIN CERTIFICATE-----')) throw new SetupError('setting', 'HAVRE_KAFKA_CA_FILE');
  return { ca };
}

/** The variable itself, or the file that its namesake with `_FILE` names. */
async function secretOf(env: Environment, variable: string): Promise<string | undefined> {
  const file = valueOf(env, `${variable}_FILE`);
  if (file === undefined) return valueOf(env, variable);
  const text = await readFile(file, 'utf8').catch(() => '');
  const secret = text.replace(/\r?\n$/, '');
  if (secret === '') throw new SetupError('setting', `${variable}_FILE`);
  return secret;
}

/** Empty is absent, as for the services. */
function valueOf(env: Environment, variable: string): string | undefined {
  const value = env[variable];
  return value === '' ? undefined : value;
}
