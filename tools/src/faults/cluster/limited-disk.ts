import { execFile, spawn } from 'node:child_process';
import { chmod, open, mkdtemp, rm, rmdir, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const CHUNK = Buffer.alloc(1 << 20);

/** A small file system in memory, which a test can fill to the last byte. */
export interface LimitedDisk {
  readonly folder: string;
  /** Takes all that is free. */
  fill(): Promise<void>;
  /** Gives it back. */
  clear(): Promise<void>;
  remove(): Promise<void>;
}

/** Mounts one; undefined where this process may not (only root may). */
export async function mountLimitedDisk(name: string, megabytes: number): Promise<LimitedDisk | undefined> {
  const folder = await mkdtemp(join(tmpdir(), `havre-faults-${name}-`));
  try {
    if (process.platform !== 'linux') throw new Error('linux');
    await run('mount', ['-t', 'tmpfs', '-o', `size=${String(megabytes)}m,mode=755`, 'tmpfs', folder]);
  } catch {
    await rmdir(folder);
    return undefined;
  }
  await chmod(folder, 0o755);
  const dismiss = unmountWhenWeDie(folder);
  const ballast = join(folder, 'ballast');
  return {
    folder,
    fill: () => fillUp(folder, ballast),
    clear: () => rm(ballast, { force: true }),
    remove: async () => {
      dismiss();
      await run('umount', ['-l', folder]).catch(() => undefined);
      await rmdir(folder).catch(() => undefined);
    },
  };
}

async function fillUp(folder: string, ballast: string): Promise<void> {
  const file = await open(ballast, 'a');
  try {
    for (;;) {
      const { bavail, bsize } = await statfs(folder);
      const size = Math.min(CHUNK.length, bavail * bsize);
      if (size === 0) return;
      await file.write(CHUNK.subarray(0, size));
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  } finally {
    await file.close();
  }
}

/** A shell at the other end of a pipe: should this process be killed, the mount goes all the same. */
function unmountWhenWeDie(folder: string): () => void {
  const script = 'cat >/dev/null; sleep 2; umount -l "$1"; rmdir "$1"';
  const shell = spawn('sh', ['-c', script, 'havre-faults-watchdog', folder], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    cwd: '/',
  });
  shell.unref();
  shell.stdin.on('error', () => undefined);
  (shell.stdin as unknown as { unref?: () => void }).unref?.();
  return () => void shell.kill('SIGKILL');
}
