import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { eventDefinition } from '@havre/events';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { FakeIo } from '../testing/fake-io.js';
import { main } from './main.js';

const EVENT = eventDefinition('havre.intake.received.v1').example as { readonly data: object };
const withNote = (note: string) => JSON.stringify({ ...EVENT, data: { ...EVENT.data, note } });
const run = async (args: readonly string[], io: FakeIo) => main(args, io);

describe('havre check', () => {
  it('accepts the published example', async () => {
    const io = new FakeIo({ 'event.json': JSON.stringify(EVENT) });
    expect(await run(['check', 'event.json'], io)).toBe(0);
    expect(io.output).toContain('serait acheminé (havre.intake.received.v1)');
  });

  it('says in French where, why and what to write instead', async () => {
    const io = new FakeIo({ 'event.json': withNote('elle est sans papiers') });
    expect(await run(['check', 'event.json'], io)).toBe(1);
    expect(io.output).toContain('S2, absence, perte ou précarité de statut');
    expect(io.output).toContain('/data/note [9–21]');
    expect(io.output).toContain('règle : s2.undocumented');
    expect(io.output).toContain('Écrivez plutôt le besoin seul');
  });

  it('says it in English, and as JSON', async () => {
    const io = new FakeIo({ 'event.json': withNote('she is undocumented') });
    await run(['check', 'event.json', '--lang', 'en'], io);
    expect(io.output).toContain('would not be routed');
    const json = new FakeIo({ 'event.json': withNote('she is undocumented, arrives after 9 pm') });
    await run(['check', 'event.json', '--json'], json);
    expect(json.lines).toMatchObject([
      {
        outcome: 'drop',
        category: 'S2',
        rule: 's2.undocumented',
        where: { path: '/data/note', start: 0, end: 19 },
        excerpt: ['', 'she is undocumented', ', arrives after 9 pm'],
        pack: 'base',
      },
    ]);
  });

  it.each([
    [{}, 'ne serait pas acheminé : S'],
    [{ LANG: 'en_CA.UTF-8' }, 'would not be routed: S'],
    [{ LANG: 'en_CA.UTF-8', LC_ALL: 'fr_CA.UTF-8' }, 'ne serait pas acheminé : S'],
  ])('speaks the language of the machine: %j', async (env, text) => {
    const io = new FakeIo({ 'event.json': withNote('visa expiré') }, env);
    await run(['check', 'event.json'], io);
    expect(io.output).toContain(text);
  });

  it('shows what would be dropped, what the rule rests on, and phrases for the rest', async () => {
    const io = new FakeIo({ 'event.json': withNote('suivie par PRAIDA, arrive vers 21 h') });
    await run(['check', 'event.json', '--pack', 'montreal'], io);
    expect(io.output).toContain('« suivie par PRAIDA, arrive vers 21 h »');
    expect(io.output).toContain('montreal.praida (montreal)');
    expect(io.output).toContain('CIUSSS du Centre-Ouest');
    expect(io.output).toContain('arrives-after');
    expect(io.output).toContain('docs/needs-only.md');
  });

  it('shows how a text was read, with --explain', async () => {
    const hidden = Buffer.from('elle est sans papiers').toString('base64');
    const io = new FakeIo({ 'event.json': JSON.stringify({ data: { note: hidden } }) });
    await run(['check', 'event.json', '--explain'], io);
    expect(io.output).toContain('caché dans un encodage');
    expect(io.output).toContain('→ elle est sans papiers');
  });

  it('colours a screen, and nothing else; not when NO_COLOR is set', async () => {
    const files = { 'event.json': withNote('sans papiers') };
    const [screen, quiet, pipe] = [
      new FakeIo(files),
      new FakeIo(files, { NO_COLOR: '1' }),
      new FakeIo(files),
    ];
    screen.isTerminal = quiet.isTerminal = true;
    for (const io of [screen, quiet, pipe]) await run(['check', 'event.json'], io);
    expect(screen.output).toContain('\u001b[7msans papiers\u001b[27m');
    expect([quiet.output, pipe.output].some((output) => output.includes('\u001b'))).toBe(false);
  });

  it('names the schema and the reading as reasons too', async () => {
    const io = new FakeIo({ 'a.json': JSON.stringify({ ...EVENT, data: {} }), 'b.json': '{"a":1,"a":2}' });
    expect(await run(['check', 'a.json', '--json'], io)).toBe(1);
    expect(await run(['check', 'b.json', '--json'], io)).toBe(1);
    expect(io.lines).toEqual([
      { outcome: 'invalid', code: 'data' },
      { outcome: 'unreadable', code: 'duplicate-key' },
    ]);
  });

  it('checks each event of an array', async () => {
    const io = new FakeIo({ 'batch.json': `[${JSON.stringify(EVENT)},${withNote('visa expiré')}]` });
    expect(await run(['check', 'batch.json', '--json'], io)).toBe(1);
    expect(io.lines).toMatchObject([{ outcome: 'routable' }, { outcome: 'drop' }]);
  });

  it.each([
    [['check', 'nowhere.json'], 'fichier illisible'],
    [['check', 'event.json', '--pack', 'atlantis'], 'trousse introuvable'],
  ])('answers 2 to wrong use: %j', async (args, message) => {
    const io = new FakeIo({ 'event.json': '{}' });
    expect(await run(args, io)).toBe(2);
    expect(io.errors).toContain(message);
  });
});

describe('havre screen', () => {
  const lines = (...inputs: object[]) => inputs.map((input) => JSON.stringify(input)).join('\n');

  it('answers each line in order, whatever its kind', async () => {
    const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64');
    const io = new FakeIo({
      'in.jsonl': lines(
        { id: 'a', text: 'lit du bas' },
        { id: 'b', text: 'sans papiers' },
        { id: 3, event: { immigrationStatus: null } },
        { id: 'd', raw: '{"need":"bed"}' },
        { id: 'e', raw: '{"need":' },
        { id: 'f', raw: '{"need":"bed"}', raw_b64: base64('{"visa_status":"x"}') },
        { id: 'g', raw: '\ufeff{"free":4}' },
        { id: 'h', event: null },
      ),
    });
    expect(await run(['screen', '--jsonl', 'in.jsonl'], io)).toBe(0);
    expect(io.lines).toEqual([
      { id: 'a', verdict: 'clear' },
      { id: 'b', verdict: 'drop', category: 'S2', rule: 's2.undocumented' },
      { id: 3, verdict: 'drop', category: 'S1', rule: 's1.name-in-data' },
      { id: 'd', verdict: 'clear' },
      { id: 'e', verdict: 'drop', category: 'uninspectable', rule: 'uninspectable.body' },
      expect.objectContaining({ id: 'f', verdict: 'drop' }),
      { id: 'g', verdict: 'clear' },
      { id: 'h', verdict: 'clear' },
    ]);
  });

  it('adds the city packs that it is given', async () => {
    const io = new FakeIo({ 'in.jsonl': lines({ id: 1, text: 'suivie par PRAIDA' }) });
    await run(['screen', '--jsonl', 'in.jsonl', '--pack', 'montreal'], io);
    expect(io.lines).toMatchObject([{ verdict: 'drop', rule: 'montreal.praida' }]);
  });

  it('names a malformed line by its number, and repeats nothing of it', async () => {
    const io = new FakeIo({ 'in.jsonl': `${lines({ id: 1, text: 'lit' })}\n{"id":2,canary-2b` });
    expect(await run(['screen', '--jsonl', 'in.jsonl'], io)).toBe(2);
    expect(io.errors).toContain(': 2');
    expect(io.errors).not.toContain('canary');
  });
});

describe('havre publish', () => {
  let server: Server;
  let received: string[];
  let status: number;

  beforeEach(async () => {
    received = [];
    status = 202;
    server = createServer((request, response) => {
      request.on('data', (chunk: Buffer) =>
        received.push(`${request.headers.authorization ?? ''} ${chunk.toString()}`),
      );
      request.on('end', () => {
        response.writeHead(status, { 'content-type': 'application/json' });
        response.end(
          JSON.stringify(status === 202 ? { receipt: 'r-1', subject: 's-1' } : { code: 'not-routable' }),
        );
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });

  afterEach(async () => {
    await new Promise((resolve) => server.close(resolve));
  });

  const gate = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const key = { HAVRE_API_KEY: 'havre_demo_secret' };

  it('sends the event with the key and prints the receipt', async () => {
    const io = new FakeIo({ 'event.json': JSON.stringify(EVENT) }, key);
    expect(await run(['publish', 'event.json', '--gate', gate()], io)).toBe(0);
    expect(io.output).toBe('reçu : r-1\n');
    expect(received[0]).toContain('Bearer havre_demo_secret');
  });

  it('sends nothing of a file that the gate would refuse', async () => {
    const io = new FakeIo({ 'event.json': `[${JSON.stringify(EVENT)},${withNote('sans statut')}]` }, key);
    expect(await run(['publish', 'event.json', '--gate', gate()], io)).toBe(1);
    expect(received).toEqual([]);
  });

  it('answers 3 when the gate does not take it, 2 without a key', async () => {
    status = 422;
    const io = new FakeIo({ 'event.json': JSON.stringify(EVENT) }, key);
    expect(await run(['publish', 'event.json', '--gate', gate(), '--json'], io)).toBe(3);
    expect(io.lines).toEqual([{ outcome: 'refused', status: 422, code: 'not-routable' }]);
    const keyless = new FakeIo({ 'event.json': JSON.stringify(EVENT) });
    expect(await run(['publish', 'event.json', '--gate', gate()], keyless)).toBe(2);
    expect(keyless.errors).toContain('HAVRE_API_KEY');
  });
});

describe('havre --help', () => {
  it('is in French unless asked otherwise', async () => {
    const french = new FakeIo({});
    expect(await run(['--help'], french)).toBe(0);
    expect(french.output).toContain('Codes de sortie');
    expect(french.output).toContain('Commandes');
    const english = new FakeIo({});
    await run(['screen', '--help', '--lang', 'en'], english);
    expect(english.output).toContain('Exit codes');
    expect(english.output).toContain('Usage:');
  });
});
