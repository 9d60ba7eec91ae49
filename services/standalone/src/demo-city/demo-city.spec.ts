import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parsePartnerEvent } from '@havre/events';
import { hashOf, parseKeysFile } from '@havre/service';
import { DEMO_DEPARTMENTS } from './departments.js';
import { ensureDemoKeys, tokenOf } from './demo-keys.js';
import { DEMO_SERVICES, providerSource } from './services.js';

const KINDS = ['food', 'health', 'housing', 'integration', 'recreation', 'shelter'];

describe('the demo city', () => {
  it('has eight departments and twenty-five services over the six kinds', () => {
    expect(DEMO_DEPARTMENTS).toHaveLength(8);
    expect(new Set(DEMO_SERVICES.map(({ id }) => id)).size).toBe(25);
    expect([...new Set(DEMO_SERVICES.map(({ listed }) => listed.kind))].sort()).toEqual(KINDS);
  });

  it('has, of each kind, a service that is always open, so that a trial at night finds a place', () => {
    const open = DEMO_SERVICES.filter(({ listed }) => listed.opening === undefined);
    expect([...new Set(open.map(({ listed }) => listed.kind))].sort()).toEqual(KINDS);
  });

  it.each(DEMO_SERVICES.map((service) => [service.id, service] as const))(
    'lists and reports %s in the published language',
    (subject, { provider, listed, units }) => {
      const event = { specversion: '1.0', id: 'demo', source: providerSource(provider), subject };
      const listing = { ...event, type: 'havre.service.listed.v1', data: listed };
      const report = { ...event, type: 'havre.capacity.reported.v1', data: { units } };
      expect(parsePartnerEvent(listing).outcome).toBe('valid');
      expect(parsePartnerEvent(report).outcome).toBe('valid');
    },
  );
});

describe('the keys of the demo city', () => {
  it('are made once, kept to their owner, and known to the services as hashes only', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'havre-demo-keys-'));
    try {
      const first = await ensureDemoKeys(folder);
      expect(await ensureDemoKeys(folder)).toEqual(first);
      const token = tokenOf(first, 'accueil');
      const text = await readFile(first.keysFile, 'utf8');
      const secret = token.split('_')[2] ?? '';
      expect(text).not.toContain(secret);
      expect(parseKeysFile(text).find(({ id }) => id === 'accueil')?.hash).toBe(hashOf(secret));
      for (const file of [first.keysFile, first.clearFile]) expect((await stat(file)).mode & 0o077).toBe(0);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('are added to those of others, which stay', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'havre-demo-keys-'));
    try {
      const other = {
        id: 'city',
        role: 'operator',
        sources: [],
        scopes: ['admin:read'],
        hash: hashOf('city'),
      };
      await writeFile(join(folder, 'keys.json'), JSON.stringify([other]));
      const made = await ensureDemoKeys(folder);
      const keys = parseKeysFile(await readFile(made.keysFile, 'utf8'));
      expect(keys.map(({ id }) => id).sort()).toEqual(['city', ...made.keys.map(({ id }) => id)].sort());
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
