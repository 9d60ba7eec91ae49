import { spawn } from 'node:child_process';
import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Gives the run one folder, in which the first spec that needs PostgreSQL or Kafka starts one for all. Nothing is
 * started here, so a run of unit specs costs nothing. A shell holds the other end of a pipe of the jest process:
 * when that ends, even by SIGKILL, the shell ends the servers named in `<folder>/*.pid` and deletes the folder.
 */
export default async function setUpRun() {
  const folder = await mkdtemp(join(tmpdir(), 'havre-test-run-'));
  // As root, PostgreSQL runs as another user, who has to pass through to its own folder.
  await chmod(folder, 0o711);
  process.env.HAVRE_TEST_RUN_FOLDER = folder;
  const script = [
    'cat >/dev/null',
    'alive() { for f in "$1"/*.pid; do [ -f "$f" ] && read -r _ pid < "$f" && kill -0 "$pid" 2>/dev/null && return 0; done; return 1; }',
    'for f in "$1"/*.pid; do [ -f "$f" ] && read -r how pid < "$f" && kill "-$how" "$pid" 2>/dev/null; done',
    'n=0; while alive "$1" && [ $n -lt 80 ]; do sleep 0.1; n=$((n+1)); done',
    'for f in "$1"/*.pid; do [ -f "$f" ] && read -r _ pid < "$f" && kill -KILL "$pid" 2>/dev/null; done',
    'rm -rf "$1"',
  ].join('\n');
  const shell = spawn('sh', ['-c', script, 'havre-test-watchdog', folder], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    cwd: '/',
  });
  shell.unref();
  shell.stdin.unref();
}
