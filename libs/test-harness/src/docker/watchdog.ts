import { spawn } from 'node:child_process';

/** Kills a throw-away process and deletes its folder when this process dies. Returns how to call that off. */
export function watchOverProcess(pid: number, folder: string): () => void {
  const script = 'cat >/dev/null; kill -KILL "$1" 2>/dev/null; sleep 0.2; rm -rf "$2"';
  return holdingPipe('sh', ['-c', script, 'havre-kafka-watchdog', String(pid), folder]);
}

/** The label by which a container is found again, with an id of its own: `withLabels({ [OURS]: id })`. */
export const OURS = 'havre.test';

/**
 * Removes the container with that label when this process dies, one that is still starting included: by the engine's HTTP
 * interface, as its command line may be absent. Returns how to call that off.
 */
export function watchOverContainer(engine: EngineAddress, id: string): () => void {
  const filters = encodeURIComponent(JSON.stringify({ label: [`${OURS}=${id}`] }));
  const script = `const { request } = require('node:http');
    const call = (method, path, then) => request({ ...${JSON.stringify(engine)}, method, path }, (response) => {
      let text = '';
      response.on('data', (part) => (text += part)).on('end', () => then(text));
    }).end();
    process.stdin.resume().on('end', () => call('GET', '/containers/json?all=1&filters=${filters}', (text) => {
      for (const { Id } of JSON.parse(text)) call('DELETE', '/containers/' + Id + '?force=true&v=true', () => undefined);
    }));`;
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
