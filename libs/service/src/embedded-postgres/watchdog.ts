import { spawn } from 'node:child_process';

export interface Watchdog {
  /** Ends the watchdog without its acting. */
  dismiss(): void;
}

/**
 * A shell that holds the other end of a pipe of ours: should this process die without stopping the server, SIGKILL
 * included, the pipe closes and the shell stops the server (fast, then immediate). Runs in its own session, so a
 * Ctrl-C in the terminal does not reach it.
 *
 * @param removeAfterwards data folder deleted, with the files beside it, once the server has ended
 */
export function watchOver(serverPid: number, removeAfterwards?: string): Watchdog {
  const script = [
    'cat >/dev/null',
    'kill -INT "$1" 2>/dev/null; kill -CONT "$1" 2>/dev/null',
    'n=0; while kill -0 "$1" 2>/dev/null && [ $n -lt 100 ]; do sleep 0.1; n=$((n+1)); done',
    'kill -QUIT "$1" 2>/dev/null',
    'n=0; while kill -0 "$1" 2>/dev/null && [ $n -lt 50 ]; do sleep 0.1; n=$((n+1)); done',
    'kill -KILL "$1" 2>/dev/null',
    '[ -z "$2" ] || rm -rf "$2" "$2.password" "$2.owner"',
  ].join('\n');
  const shell = spawn(
    'sh',
    ['-c', script, 'havre-postgres-watchdog', String(serverPid), removeAfterwards ?? ''],
    {
      stdio: ['pipe', 'ignore', 'ignore'],
      detached: true,
      cwd: '/',
    },
  );
  shell.unref();
  const pipe = shell.stdin;
  pipe.on('error', () => undefined);
  (pipe as unknown as { unref?: () => void }).unref?.();
  return { dismiss: () => void shell.kill('SIGKILL') };
}
