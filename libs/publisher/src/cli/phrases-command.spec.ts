import { parsePartnerEvent, PHRASEBOOK, type PhraseUse } from '@havre/events';
import { describe, expect, it } from '@jest/globals';

import { FakeIo } from '../testing/fake-io.js';
import { main } from './main.js';

const EVENT = {
  specversion: '1.0',
  id: '0198c0de-1000-7000-8000-000000000001',
  source: '/departments/accueil',
  type: 'havre.intake.received.v1',
  datacontenttype: 'application/json',
};

function isCarried(phrases: readonly PhraseUse[]): boolean {
  const data = {
    household: { members: [{ ageGroup: 'adult' }] },
    language: 'fr',
    needs: [{ kind: 'shelter', priority: 'urgent' }],
    phrases,
  };
  return parsePartnerEvent({ ...EVENT, data }).outcome === 'valid';
}

async function phrases(...args: string[]): Promise<FakeIo> {
  const io = new FakeIo({});
  expect(await main(['phrases', ...args], io)).toBe(0);
  return io;
}

describe('havre phrases', () => {
  it('lists the whole book by theme, in French unless asked otherwise', async () => {
    const { output } = await phrases();
    expect(output).toContain('Venir: quand et comment\n  arrives-after  Arrive après {time}\n');
    expect(output.match(/^ {2}[a-z-]+ {2}/gm)).toHaveLength(PHRASEBOOK.length);
  });

  it('finds a phrase by ordinary words, with what it takes to use it', async () => {
    const { output } = await phrases('chien');
    expect(output).toContain('has-dog  A un chien de {kg} kg\n    kg: 1–100\n');
    expect(output).toContain('    {"code":"has-dog","parameters":{"kg":1}}\n');
  });

  it('reads in the words what the phrase can take', async () => {
    const { output } = await phrases('mice', '--lang', 'en');
    expect(output).toContain('{"code":"home-problem","parameters":{"problem":"mice"}}');
    const { lines } = await phrases('couches taille 4', '--json');
    expect(lines[0]).toMatchObject({
      code: 'diapers',
      example: { code: 'diapers', parameters: { size: 4 } },
    });
  });

  it.each([
    ['en', 'bottom bunk', 'lower-bunk  Lower bunks: {count}'],
    ['es', 'perro', 'has-dog  Tiene un perro de {kg} kg'],
    ['ht', 'chen', 'has-dog  Gen yon chen {kg} kg'],
    ['ar', 'كلب', 'has-dog  لديه كلب وزنه {kg} كغ'],
  ])('finds it in the language of the worker: %s', async (language, words, line) => {
    expect((await phrases(words, '--lang', language)).output).toContain(line);
  });

  it('keeps to one kind of need', async () => {
    const { lines } = await phrases('--kind', 'food', '--json');
    const kinds = lines.map((line) => (line as { kinds: string[] }).kinds);
    expect(kinds.length).toBeGreaterThan(100);
    expect(kinds.filter((some) => !some.includes('food'))).toEqual([]);
  });

  it('prints examples that an intake can carry as they stand', async () => {
    const { lines } = await phrases('allergie', '--json');
    const examples = lines.map((line) => (line as { example: PhraseUse }).example);
    expect(examples[0]?.code).toBe('allergy');
    expect(isCarried(examples)).toBe(true);
  });

  it('suggests phrases for a note, and says what is left to choose', async () => {
    const note = 'allergique aux arachides. Besoin jusqu’à mardi';
    const { output } = await phrases('--suggest', note);
    expect(output).toContain('« allergique aux arachides »\n  Allergie: arachides\n');
    expect(output).toContain('{"code":"allergy","parameters":{"allergen":"peanut"}}');
    expect(output).toContain('[à choisir: date]');
    const { lines } = await phrases('--suggest', note, '--json');
    const uses = lines.flatMap((line) =>
      (line as { phrases: { use: PhraseUse }[] }).phrases.map(({ use }) => use),
    );
    expect(isCarried(uses)).toBe(true);
  });

  it('reads a note from standard input, so that it stays out of the history of the shell', async () => {
    const io = new FakeIo({ '-': 'allergique aux arachides\n' });
    expect(await main(['phrases', '--suggest', '-'], io)).toBe(0);
    expect(io.output).toContain('{"code":"allergy","parameters":{"allergen":"peanut"}}');
  });

  it('says so when no phrase comes close', async () => {
    expect((await phrases('zzzz')).output).toBe('aucune phrase proche\n');
    expect((await phrases('zzzz', '--lang', 'en')).output).toBe('no phrase comes close\n');
    expect((await phrases('--suggest', 'zzzz zzzz')).output).toContain('aucune phrase proche');
    expect((await phrases('zzzz', '--json')).output).toBe('');
  });

  it.each([[['phrases', 'lit', '--kind', 'stars']], [['phrases', 'lit', '--lang', 'xx']]])(
    'answers 2 to wrong use: %j',
    async (args) => {
      expect(await main(args, new FakeIo({}))).toBe(2);
    },
  );

  it('explains itself in both languages', async () => {
    expect((await phrases('--help')).output).toContain('trouve des phrases codées');
    expect((await phrases('--help', '--lang', 'en')).output).toContain('finds coded phrases');
  });
});
