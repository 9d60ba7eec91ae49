import { describe, expect, it } from '@jest/globals';
import { FaultError } from '../fault/fault-error.js';
import { SettingsError } from '../settings/settings-error.js';
import { runService } from './run-service.js';
import type { HostProcess } from './run-service.js';
import type { RunningService } from './service-environment.js';

const MARK = 'zebra secret marker';

class FakeProcess implements HostProcess {
  readonly env: Record<string, string> = {};
  readonly execArgv: string[] = [];
  readonly exits: number[] = [];
  readonly signals = new Map<string, (error?: unknown) => void>();
  printed = '';
  readonly stderr = { write: (text: string) => (this.printed += text) };
  #ended: (() => void) | undefined;
  readonly ended = new Promise<void>((resolve) => {
    this.#ended = resolve;
  });

  once(signal: string, listener: (error?: unknown) => void): void {
    this.signals.set(signal, listener);
  }

  exit(code: number): void {
    this.exits.push(code);
    this.#ended?.();
  }
}

const service = (close: () => Promise<void>): RunningService => ({
  name: 'x',
  url: 'http://x',
  port: 1,
  close,
});

describe('a service’s process', () => {
  it.each(['SIGTERM', 'SIGINT'])('ends with 0 after a clean stop on %s', async (signal) => {
    const host = new FakeProcess();
    let isClosed = false;
    await runService(async () => service(async () => void (isClosed = true)), host);
    expect(host.exits).toEqual([]);
    host.signals.get(signal)?.();
    await host.ended;
    expect([isClosed, host.exits]).toEqual([true, [0]]);
  });

  it('does not start where its memory would be written to a disk', async () => {
    const host = new FakeProcess();
    host.execArgv.push('--heapsnapshot-signal=SIGUSR2');
    let isMade = false;
    await runService(async () => {
      isMade = true;
      return service(() => Promise.resolve());
    }, host);
    expect([isMade, host.exits]).toEqual([false, [1]]);
    expect(host.printed).toMatch(/^memory-on-disk: /);
  });

  it('ends with 1 when the stop takes too long', async () => {
    const host = new FakeProcess();
    host.env['HAVRE_SHUTDOWN_TIMEOUT_MS'] = '1000';
    await runService(async () => service(() => new Promise(() => undefined)), host);
    host.signals.get('SIGTERM')?.();
    await host.ended;
    expect(host.exits).toEqual([1]);
  });

  it('ends with 2 and a line for each wrong setting, in both languages', async () => {
    const host = new FakeProcess();
    const expects = { fr: 'un port', en: 'a port' };
    const wrong = new SettingsError([{ variable: 'HAVRE_X_PORT', problem: 'wrong', expects }]);
    await runService(() => Promise.reject(wrong), host);
    expect(host.exits).toEqual([2]);
    expect(host.printed.trim().split('\n')).toEqual([
      'HAVRE_X_PORT n’est pas valable (attendu : un port)',
      'HAVRE_X_PORT is not valid (expected: a port)',
    ]);
  });

  it('ends with 1 and the sentence of a fault of ours', async () => {
    const host = new FakeProcess();
    await runService(() => Promise.reject(new FaultError('no-paper', false, 'There is no paper.')), host);
    expect([host.exits, host.printed]).toEqual([[1], 'no-paper: There is no paper.\n']);
  });

  it('says nothing but a code of any other error', async () => {
    const host = new FakeProcess();
    await runService(() => Promise.reject(new Error(MARK)), host);
    expect([host.exits, host.printed]).toEqual([[1], 'unexpected\n']);
  });

  it('ends with 1 and a code of an error that nobody caught', async () => {
    const host = new FakeProcess();
    await runService(async () => service(async () => undefined), host);
    host.signals.get('uncaughtException')?.(Object.assign(new Error(MARK), { code: 'ECONNRESET' }));
    expect([host.exits, host.printed]).toEqual([[1], 'network.ECONNRESET\n']);
  });
});
