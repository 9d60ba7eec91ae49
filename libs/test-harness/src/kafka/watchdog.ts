import { spawn } from 'node:child_process';

/** Kills a throw-away process and deletes its folder when this process dies. Returns how to call that off. */
export function watchOverProcess(pid: number, folder: string): () => void {
  const script = 'cat >/dev/null; kill -KILL "$1" 2>/dev/null; sleep 0.2; rm -rf "$2"';
  return holdingPipe('sh', ['-c', script, 'havre-kafka-watchdog', String(pid), folder]);
}

/** Removes a container when this process dies: by the engine's HTTP interface, as its command line may be absent. */
export function watchOverContainer(engine: EngineAddress, id: string): () => void {
  const request = JSON.stringify({
    ...engine,
    method: 'DELETE',
    path: `/containers/${id}?force=true&v=true`,
  });
  const script = `process.stdin.resume().on('end', () => require('node:http').request(${request}).end())`;
  return holdingPipe(process.execPath, ['-e', script]);
}

export type EngineAddress =
  { readonly socketPath: string } | { readonly host: string; readonly port: number };

function holdingPipe(command: string, parameters: readonly string[]): () => void {
  const child = spawn(command, parameters, { stdio: ['pipe', 'ignore', 'ignore'], detached: true, cwd: '/' });
  child.unref();
  child.on('error', () => undefined);
  child.stdin.on('error', () => undefined);
  (child.stdin as unknown as { unref?: () => void }).unref?.();
  return () => void child.kill('SIGKILL');
}
