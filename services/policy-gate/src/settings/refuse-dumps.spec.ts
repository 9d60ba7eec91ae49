import { describe, expect, it } from '@jest/globals';

import { defaultPeerUrl } from './peer-url.js';
import { leavesCoreFiles, refuseDumps } from './refuse-dumps.js';

describe('flags of the process that holds keys', () => {
  it.each([
    '--heapsnapshot-signal=SIGUSR2',
    '--max-old-space-size=200 --heapsnapshot-near-heap-limit=3',
    '--heap-prof',
    '--report-on-fatalerror',
    '--report-uncaught-exception',
    '--inspect=0.0.0.0:9229',
    '--inspect-brk',
    '--abort-on-uncaught-exception',
  ])('refuses %s', (flag) => {
    expect(() => refuseDumps([undefined, flag])).toThrow('NODE_OPTIONS');
  });

  it.each([undefined, '', '--max-old-space-size=200', '--import ./x.mjs', '--disable-sigusr1'])(
    'has nothing against %s',
    (flag) => {
      expect(() => refuseDumps([flag])).not.toThrow();
    },
  );

  it('sees whether the system would leave core files', () => {
    const limits = (soft: string) =>
      `Limit                     Soft Limit           Hard Limit           Units\nMax core file size        ${soft}                    unlimited            bytes\n`;
    expect(leavesCoreFiles(limits('0'))).toBe(false);
    expect(leavesCoreFiles(limits('unlimited'))).toBe(true);
    expect(leavesCoreFiles(limits('1024'))).toBe(true);
    expect(leavesCoreFiles('')).toBe(false);
  });
});

describe('how peers reach a gate that was not told', () => {
  it('is where it listens', () => {
    expect(defaultPeerUrl('10.1.2.3', 4100)).toBe('http://10.1.2.3:4100');
    expect(defaultPeerUrl('::1', 4100)).toBe('http://[::1]:4100');
  });

  it('is an address of the machine when it listens on all', () => {
    expect(defaultPeerUrl('0.0.0.0', 4100)).toMatch(/^http:\/\/[\d.]+:4100$/);
    expect(defaultPeerUrl('0.0.0.0', 4100)).not.toContain('0.0.0.0');
  });
});
