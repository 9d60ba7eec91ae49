import { performance } from 'node:perf_hooks';

import { AhoCorasick } from '@monyone/aho-corasick/fast';
import { Redactor } from '@redactpii/node';
import { Ajv } from 'ajv';
import { loadBundle, readPacks, screen } from '@havre/policy';
import { RE2JS, RE2Set } from 're2js';

import { median } from './figure.js';
import { intakes } from './gate-events.js';

const EVENTS = 1_000;
const ROUNDS = 5;
const ONE_IN = 10;
const TERMS = 400;
/** A list item of a pack that is a phrase and nothing more: no choice, gap, beginning or list. */
const PLAIN_PHRASE = /^ {4,}- ([a-z]{3,}(?: [a-z]{2,}){1,4})$/gm;

/** What a peer is given: a text, and whether some term stands in it. */
type Detector = (event: unknown, text: string) => boolean;

/** Each with the same terms, as its documentation says to use it. */
const PEERS: Readonly<Record<string, (terms: readonly string[]) => Detector>> = {
  havre: () => {
    const bundle = loadBundle(['montreal']);
    return (value) => screen({ value }, bundle).effect === 'drop';
  },
  'RegExp /iu': (terms) => {
    const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${terms.join('|')})(?![\\p{L}\\p{N}])`, 'iu');
    return (_event, text) => pattern.test(text);
  },
  're2js RE2Set': (terms) => {
    const set = new RE2Set(RE2Set.UNANCHORED, RE2JS.CASE_INSENSITIVE);
    for (const term of terms) set.add(`\\b${term}\\b`);
    set.compile();
    return (_event, text) => set.match(text).length > 0;
  },
  '@monyone/aho-corasick fast': (terms) => {
    const tree = new AhoCorasick([...terms]);
    return (_event, text) => tree.hasKeywordInText(text.toLowerCase());
  },
  'ajv not.pattern': (terms) => {
    const refused = new Ajv().compile({ type: 'string', not: { pattern: `\\b(?:${terms.join('|')})\\b` } });
    return (_event, text) => !refused(text.toLowerCase());
  },
  '@redactpii/node': (terms) => {
    const redactor = new Redactor({
      rules: {},
      customRules: [new RegExp(`\\b(?:${terms.join('|')})\\b`, 'gi')],
    });
    return (_event, text) => redactor.hasPII(text);
  },
};

export const PEER_NAMES: readonly string[] = Object.keys(PEERS);

/** What was measured of one candidate, alone in its process. */
export interface PeerResult {
  readonly eventsPerSecond: number;
  /** Share of the events with a term that were found: as written, and written with full-width letters. */
  readonly found: number;
  readonly foundDisguised: number;
  /** Share of the other events that were taken for one. */
  readonly falselyFound: number;
}

export function measurePeer(name: string): PeerResult {
  const terms = plainPhrases();
  const detect = PEERS[name]?.(terms);
  if (detect === undefined) throw new RangeError('no such candidate');
  const clean = intakes(EVENTS);
  const telling = clean
    .slice(0, EVENTS / ONE_IN)
    .map((event, index) => withNote(event, noteOf(terms, index)));
  const disguised = telling.map((event) => withNote(event, fullWidth(event.data.note)));
  const stream = clean.map((event, index) => Buffer.from(JSON.stringify(telling[index * ONE_IN] ?? event)));
  const rates: number[] = [];
  for (let round = -1; round < ROUNDS; round++) {
    const from = performance.now();
    for (const body of stream) detectIn(body.toString('utf8'), detect);
    if (round >= 0) rates.push((EVENTS * 1_000) / (performance.now() - from));
  }
  const share = (events: readonly unknown[]) =>
    events.filter((event) => detectIn(JSON.stringify(event), detect)).length / events.length;
  return {
    eventsPerSecond: median(rates),
    found: share(telling),
    foundDisguised: share(disguised),
    falselyFound: share(clean),
  };
}

function detectIn(text: string, detect: Detector): boolean {
  return detect(JSON.parse(text), text);
}

function plainPhrases(): readonly string[] {
  const texts = readPacks(['montreal']).map(({ yaml }) => yaml);
  const phrases = texts.flatMap((yaml) =>
    Array.from(yaml.matchAll(PLAIN_PHRASE), ([, phrase = '']) => phrase),
  );
  const bundle = loadBundle(['montreal']);
  return [...new Set(phrases)]
    .filter((term) => screen({ value: { note: `la cliente, ${term}, lit` } }, bundle).effect === 'drop')
    .slice(0, TERMS);
}

interface Noted {
  readonly data: { readonly note: string };
}

function withNote(event: unknown, note: string): Noted {
  const { data, ...envelope } = event as { data: object };
  return { ...envelope, data: { ...data, note } };
}

function noteOf(terms: readonly string[], index: number): string {
  return `la cliente, ${terms[index % terms.length] ?? ''}, lit`;
}

function fullWidth(text: string): string {
  return text.replace(/[!-~]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0));
}

const [, main, name] = process.argv;
if (main?.endsWith('gate-peer.js') === true && name !== undefined)
  process.stdout.write(`${JSON.stringify(measurePeer(name))}\n`);
