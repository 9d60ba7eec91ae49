import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { serverEnvironment } from './data-folder.js';
import { EmbeddedPostgresError, codeOfServerOutput } from './embedded-postgres-error.js';
import type { OsUser } from './os-user.js';
import { runAs } from './run-as.js';

const READY = 'database system is ready to accept connections';
const COLLECTED = 'redirecting log output to logging collector process';
const LOOK_MS = 50;
const READY_TIMEOUT_MS = 60_000;
const KEPT_OUTPUT = 8_192;

/**
 * Small, durable, loopback only. What the server prints is read for codes and never stored: errors and statements
 * are not logged at all (level `log` is above `error`), and `terse` leaves out details, which quote rows.
 */
const DEFAULT_SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  shared_buffers: '128MB',
  max_connections: '100',
  fsync: 'on',
  synchronous_commit: 'on',
  log_destination: 'stderr',
  logging_collector: 'off',
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_statement: 'none',
  log_checkpoints: 'off',
  log_parameter_max_length_on_error: '0',
  timezone: 'UTC',
};

export interface ServerOptions {
  readonly postgres: string;
  readonly dataFolder: string;
  readonly port: number;
  readonly user: OsUser | undefined;
  /** Server settings added to, or put in place of, the small defaults. */
  readonly settings: Readonly<Record<string, string>>;
}

export interface ServerProcess {
  readonly pid: number;
  /** Resolves when the postmaster has ended, however. */
  readonly ended: Promise<void>;
  /** Keeps this process from ending before the server has. */
  hold(): void;
}

/**
 * Starts the postmaster and waits until it accepts connections.
 *
 * @throws EmbeddedPostgresError `port-taken`, `folder-in-use`, `folder-not-accessible`, `locale-missing`, `disk-full`,
 * `folder-unusable`, `start-timeout`, `start-failed`
 */
export async function startServerProcess(options: ServerOptions): Promise<ServerProcess> {
  const settings = { ...DEFAULT_SETTINGS, ...options.settings, port: String(options.port) };
  const assignments = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  // Detached: a Ctrl-C in the terminal must reach us, not the database under us.
  const start = runAs(options.user, options.postgres, ['-D', options.dataFolder, ...assignments]);
  const child = spawn(start.command, start.parameters, {
    ...start.options,
    cwd: options.dataFolder,
    env: serverEnvironment(),
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  });
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  await untilReady(child, options.dataFolder);
  child.unref();
  if (child.pid === undefined) throw new EmbeddedPostgresError('start-failed');
  return { pid: child.pid, ended, hold: () => child.ref() };
}

function untilReady(child: ChildProcess, dataFolder: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = '';
    let looking: NodeJS.Timeout | undefined;
    const look = async (): Promise<void> => {
      if (await saysReady(dataFolder)) succeed();
    };
    const succeed = (): void => {
      clearTimeout(timer);
      clearInterval(looking);
      output = '';
      child.stderr?.removeAllListeners('data').resume();
      (child.stderr as unknown as { unref?: () => void }).unref?.();
      resolve();
    };
    const fail = (otherwise: 'start-failed' | 'start-timeout' | 'binaries-not-accessible'): void => {
      clearTimeout(timer);
      clearInterval(looking);
      reject(new EmbeddedPostgresError(codeOfServerOutput(output, otherwise)));
    };
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      fail('start-timeout');
    }, READY_TIMEOUT_MS);
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-KEPT_OUTPUT);
      if (output.includes(READY)) succeed();
      // With a collector of its own, the rest of what it prints goes to files.
      else if (output.includes(COLLECTED)) looking ??= setInterval(() => void look(), LOOK_MS);
    });
    child.once('error', () => fail('binaries-not-accessible'));
    // 'close' comes after the last output, 'exit' may come before it.
    child.once('close', () => fail('start-failed'));
  });
}

/** The postmaster notes its state in its own file. */
async function saysReady(dataFolder: string): Promise<boolean> {
  const text = await readFile(join(dataFolder, 'postmaster.pid'), 'utf8').catch(() => '');
  return /^ready\s*$/m.test(text);
}
