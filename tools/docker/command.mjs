import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export const root = join(import.meta.dirname, '../..');
const running = new Set();
const interrupted = new Set();

const GRACE_MS = 5_000;
const LOOK_MS = 100;

/**
 * Ends what still runs, with its children, once it has had the time to clear up. Whoever waits for one of them waits for ever:
 * only who calls this goes on.
 */
export async function endAll() {
  for (const id of running) {
    interrupted.add(id);
    end(id, 'SIGTERM');
  }
  for (let waited = 0; running.size > 0 && waited < GRACE_MS; waited += LOOK_MS) await sleep(LOOK_MS);
  for (const id of running) end(id, 'SIGKILL');
}

/**
 * Runs a program and gives back its exit code and what it printed, once it has ended. Never blocks this process; a program
 * that takes longer than `limitS` is ended with its children.
 */
export function run(program, parameters, { env = {}, limitS = 300, isShown = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, parameters, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    if (child.pid !== undefined) running.add(child.pid);
    let output = '';
    let errors = '';
    const limit = setTimeout(() => {
      errors += `\nended after ${String(limitS)} s`;
      end(child.pid, 'SIGTERM');
      setTimeout(() => end(child.pid, 'SIGKILL'), GRACE_MS).unref();
    }, limitS * 1_000);
    child.stdout.setEncoding('utf8').on('data', (text) => {
      output += text;
      if (isShown) process.stdout.write(text);
    });
    child.stderr.setEncoding('utf8').on('data', (text) => {
      errors += text;
      if (isShown) process.stderr.write(text);
    });
    child.on('error', () => {
      clearTimeout(limit);
      resolve({ code: 127, output, errors });
    });
    child.on('close', (code) => {
      clearTimeout(limit);
      running.delete(child.pid);
      if (!interrupted.has(child.pid)) resolve({ code: code ?? 1, output, errors });
    });
  });
}

function end(id, signal) {
  try {
    process.kill(-id, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

/** The last lines of a text, for whoever reads why something failed. */
export const lastLines = (text, count = 30) => text.trimEnd().split('\n').slice(-count).join('\n');
