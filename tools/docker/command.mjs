import { spawn } from 'node:child_process';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '../..');
const running = new Set();

/** Ends what still runs: whoever is interrupted leaves nothing behind. */
export function endAll() {
  for (const id of running) end(id);
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
      end(child.pid);
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
      resolve({ code: code ?? 1, output, errors });
    });
  });
}

function end(id) {
  try {
    process.kill(-id, 'SIGKILL');
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

/** The last lines of a text, for whoever reads why something failed. */
export const lastLines = (text, count = 30) => text.trimEnd().split('\n').slice(-count).join('\n');
