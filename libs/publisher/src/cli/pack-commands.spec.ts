import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { FakeIo } from '../testing/fake-io.js';
import { main } from './main.js';

const PACK = `
pack: town
version: 1
rules:
  - id: town.card
    category: S10
    source: a by-law
    any: [harbour (card|pass)]
    examples: { match: { en: [harbour card], fr: [harbour pass perdu] }, clean: [harbour view, card] }
`;
const lines = (...inputs: object[]) => inputs.map((input) => JSON.stringify(input)).join('\n');
const CORPUS = lines(
  { id: 'n1', text: 'lost the harbour card', label: 'drop' },
  { id: 'n2', text: 'the harbour pass bus stop', label: 'pass' },
  { id: 'n3', text: 'a bed for two', label: 'pass' },
);

let folder = '';
const town = () => join(folder, 'town');
const write = (yaml: string) => {
  writeFileSync(join(town(), 'pack.yaml'), yaml);
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'havre-packs-'));
  mkdirSync(town());
  write(PACK);
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('havre pack test', () => {
  it('proves a folder and says what was tried', async () => {
    const io = new FakeIo({});
    expect(await main(['pack', 'test', town()], io)).toBe(0);
    expect(io.output).toContain('town version 1');
    expect(io.output).toContain('✓ town.card  S10  2 exemples, 24 déguisés, 2 voisins innocents');
    expect(io.output).toContain('1 règles : tout est trouvé, rien de trop');
  });

  it('answers 1 and names rule, example and disguise of each failure', async () => {
    write(
      PACK.replace('any: [harbour (card|pass)]', () => "shapes: ['^harbour card']").replace(
        '[harbour view, card]',
        '[harbour card]',
      ),
    );
    const io = new FakeIo({});
    expect(await main(['pack', 'test', town(), '--lang', 'en'], io)).toBe(1);
    expect(io.output).toContain('✗ town.card');
    expect(io.output).toContain('the example is not found in this disguise (base64) en[0]');
    expect(io.output).toContain('disguised as: aGFyYm91ciBjYXJk');
    expect(io.output).toContain('the example is not found fr[0]\n        harbour pass perdu');
    expect(io.output).toContain('the near miss is dropped clean[0]');
    expect(io.output).toContain('a single near miss');
  });

  it('answers 2 and says what is wrong with a pack that does not load', async () => {
    write(PACK.replace('harbour (card|pass)', '"harbour {nolist}"'));
    const io = new FakeIo({});
    expect(await main(['pack', 'test', town()], io)).toBe(2);
    expect(io.errors).toContain('town/town.card : la tournure ne se lit pas\n  harbour {nolist}');
    write(PACK.replace('S10', 'S12'));
    expect(await main(['pack', 'test', town()], io)).toBe(2);
    expect(io.errors).toContain('town.card: category must be equal to one of the allowed values');
  });

  it('prints a report as JSON', async () => {
    const io = new FakeIo({});
    await main(['pack', 'test', town(), '--json'], io);
    expect(io.lines).toMatchObject([{ part: { name: 'town' }, rules: [{ id: 'town.card', failures: [] }] }]);
  });
});

describe('havre pack diff', () => {
  const diff = (io: FakeIo, ...more: string[]) => main(['pack', 'diff', 'base', town(), ...more], io);

  it('says by category and id what newly drops, and how many should not', async () => {
    const io = new FakeIo({ 'notes.jsonl': CORPUS });
    expect(await diff(io, '--corpus', 'notes.jsonl')).toBe(0);
    expect(io.output).toContain('arrêtés en plus : 2 sur 3 (1 à laisser passer, selon leur étiquette)');
    expect(io.output).toContain('S10, papier ou numéro qui révèle le statut : 2\n    n1  town.card');
    expect(io.output).toContain('ne sont plus arrêtés : aucun sur 3');
    expect(io.output).not.toContain('harbour');
  });

  it('reads the corpus of the project where it stands, but not what is kept to check at the end', async () => {
    const files = { 'corpus/train/a.jsonl': CORPUS, 'corpus/blind/b.jsonl': CORPUS };
    const io = new FakeIo(files);
    await main(['pack', 'diff', town(), 'base', '--json'], io);
    expect(io.lines).toMatchObject([
      { count: 3, differences: [{ id: 'n1', change: 'newClears' }, { id: 'n2' }] },
    ]);
    const nowhere = new FakeIo({});
    expect(await diff(nowhere)).toBe(2);
    expect(nowhere.errors).toContain('--corpus');
  });
});

describe('--pack', () => {
  it('takes a folder', async () => {
    const io = new FakeIo({ 'in.jsonl': CORPUS });
    await main(['screen', '--jsonl', 'in.jsonl', '--pack', town(), 'montreal'], io);
    expect(io.lines).toMatchObject([{ rule: 'town.card' }, { verdict: 'drop' }, { verdict: 'clear' }]);
  });
});
