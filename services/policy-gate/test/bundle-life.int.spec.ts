import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { intakeData } from '../src/testing/sample-events.js';
import { townPack, wrongPack } from '../src/testing/town-pack.js';
import { freshIntake, startGate, type RunningGate } from './support/running-gate.js';

interface PolicyCheck {
  readonly status: string;
  readonly version: string;
  readonly hash: string;
  readonly ageSeconds: number;
}

const WITHIN_MS = 20_000;

let folder: string;
let gate: RunningGate;

const write = async (yaml: string, where = 'packs') => {
  await mkdir(join(folder, where, 'town'), { recursive: true });
  await writeFile(join(folder, where, 'town', 'pack.yaml'), yaml);
};
const publishNote = (note: string) => gate.publish(freshIntake({ data: intakeData({ note }) }));
const statusOf = async (note: string) => (await publishNote(note)).status;
const metrics = async () => (await fetch(new URL('/metrics', gate.url))).text();

async function policyCheck(): Promise<PolicyCheck> {
  const response = await fetch(new URL('/readyz', gate.url));
  return ((await response.json()) as { checks: { policy: PolicyCheck } }).checks.policy;
}

/** The value of a metric with these labels; undefined when there is none. */
async function metric(name: string, labels: Readonly<Record<string, string>>): Promise<number | undefined> {
  const wanted = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
  const lines = (await metrics()).split('\n').filter((line) => line.startsWith(`${name}{`));
  const found = lines.find((line) => wanted.every((label) => line.includes(label)));
  return found === undefined ? undefined : Number(found.split(' ').at(-1));
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + WITHIN_MS;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new TypeError('not so in time');
    await new Promise((resume) => setTimeout(resume, 50));
  }
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'havre-town-'));
  await write(townPack('harbour card').yaml);
  await write(townPack('harbour (card|lamp)', 7).yaml, 'candidates');
  gate = await startGate({
    settings: {
      HAVRE_FREE_TEXT: 'screened',
      HAVRE_POLICY_PACKS_DIR: join(folder, 'packs'),
      HAVRE_POLICY_SHADOW_PACKS: join(folder, 'candidates', 'town'),
      HAVRE_POLICY_RELOAD_SECONDS: '1',
    },
  });
});

afterAll(async () => {
  await gate.stop();
  await rm(folder, { recursive: true });
});

describe('packs of the city', () => {
  it('decide beside those that ship, and are named where the gate is watched', async () => {
    expect(await statusOf('harbour card')).toBe(422);
    expect(await statusOf('sans papiers')).toBe(422);
    expect(await statusOf('harbour pass')).toBe(202);
    const { status, version, hash, ageSeconds } = await policyCheck();
    expect([status, version.split('+').slice(0, 3)]).toEqual(['ok', ['base@1', 'montreal@2', 'town@1']]);
    expect(ageSeconds).toBeGreaterThanOrEqual(0);
    expect(await metric('havre_gate_bundle_info', { role: 'enforcing', version, hash })).toBe(1);
    expect(await metric('havre_gate_bundle_age_seconds', { role: 'shadow' })).toBeGreaterThanOrEqual(0);
  });

  it('are taken over under load without a moment in which nothing is screened', async () => {
    const before = await policyCheck();
    const statuses = new Set<number>();
    let sent = 0;
    const load = { isOn: true };
    const senders = Array.from({ length: 6 }, async () => {
      while (load.isOn) {
        statuses.add(await statusOf(sent++ % 2 === 0 ? 'harbour card' : 'sans papiers'));
      }
    });
    await write(townPack('harbour (card|pass)', 2).yaml);
    await until(async () => (await policyCheck()).version.includes('town@2'));
    load.isOn = false;
    await Promise.all(senders);
    expect(sent).toBeGreaterThan(20);
    expect([...statuses]).toEqual([422]);
    expect(await statusOf('harbour pass')).toBe(422);
    expect((await policyCheck()).hash).not.toBe(before.hash);
    expect(await metric('havre_gate_bundle_reloads_total', { role: 'enforcing', outcome: 'swapped' })).toBe(
      1,
    );
  });

  it('are not taken over when they are wrong: the bundle before goes on deciding', async () => {
    const before = await policyCheck();
    await write(wrongPack().yaml);
    const failed = { role: 'enforcing', outcome: 'failed' };
    await until(async () => (await metric('havre_gate_bundle_reloads_total', failed)) === 1);
    expect(await statusOf('harbour card')).toBe(422);
    expect((await policyCheck()).hash).toBe(before.hash);
    expect(gate.logs()).toContain('"code":"example-not-matched"');
    expect(gate.logs()).not.toContain('canary-example');
    expect(gate.logs()).not.toContain('harbour');
  });
});

describe('a candidate in shadow', () => {
  it('is counted where it decides otherwise, and changes no answer', async () => {
    for (let times = 0; times < 5; times++) expect(await statusOf('canary-lamp-3f harbour lamp')).toBe(202);
    const newly = { category: 'S10', direction: 'newly-dropped' };
    await until(async () => (await metric('havre_gate_shadow_differences_total', newly)) === 5);
    for (const text of [await metrics(), gate.logs()]) expect(text).not.toMatch(/canary-lamp|harbour/);
  });
});
