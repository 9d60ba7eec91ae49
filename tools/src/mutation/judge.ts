import type * as Policy from '@havre/policy';

import { readJsonLines } from '../corpus/read-json-lines.js';

/**
 * Judges one build of the policy library, given as the URL of its `index.js`: prints how many rows of `corpus/` it
 * decides as a person did, rules alone and base pack alone, or `refused` when its own rules no longer prove themselves.
 */
const FILES = [
  'reference/notes.jsonl',
  'reference/structures.jsonl',
  'dev/notes.jsonl',
  'dev/structures.jsonl',
  'train/structures.jsonl',
];
const MARK = '\ufeff';

interface Row {
  readonly label: string;
  readonly text?: string;
  readonly event?: unknown;
  readonly raw?: string;
  readonly raw_b64?: string;
}

const [build = ''] = process.argv.slice(2);
const policy = (await import(build)) as typeof Policy;
process.stdout.write(`${judge()}\n`);

function judge(): string {
  let bundle: Policy.PolicyBundle;
  try {
    bundle = policy.compileBundle(policy.readPacks([]));
  } catch (error) {
    if (error instanceof policy.PolicyError) return 'refused';
    throw error;
  }
  const rows = FILES.flatMap((file) => readJsonLines(file) as readonly Row[]).filter(
    ({ label }) => label !== 'borderline',
  );
  return String(rows.filter((row) => (row.label === 'drop') === isDropped(row, bundle)).length);
}

function isDropped({ text, event, raw, raw_b64 }: Row, bundle: Policy.PolicyBundle): boolean {
  const body = raw_b64 === undefined ? raw : Buffer.from(raw_b64, 'base64');
  if (body === undefined) return policy.screen({ value: text ?? event }, bundle).effect === 'drop';
  const bytes = typeof body === 'string' ? Buffer.from(body.replace(MARK, ''), 'utf8') : body;
  const reading = policy.readStrictJson(bytes);
  return reading.outcome === 'refused' || policy.screen({ value: reading.value }, bundle).effect === 'drop';
}
