import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { NEED_KINDS, PHRASEBOOK } from '@havre/events';
import { loadBundle, screen } from '@havre/policy';
import { describe, expect, it } from '@jest/globals';

const bundle = loadBundle(['montreal']);
const CODES = new Set<string>([
  ...PHRASEBOOK.map(({ code }) => code),
  ...NEED_KINDS,
  ...['bed', 'unit', 'parcel', 'appointment', 'seat', 'emergency', 'urgent', 'routine'],
  ...['adult', 'child', 'infant'],
]);

/** The rows "kind | before | after" of the page for those who write referrals. */
function rowsOf(file: string): readonly { readonly before: string; readonly after: string }[] {
  const page = readFileSync(join(import.meta.dirname, '../../../../docs', file), 'utf8');
  return [...page.matchAll(/^\| [^|]+ \| +[«“] ?([^»”]+?) ?[»”] +\| +([^|]+?) +\|$/gm)]
    .map(([, before = '', after = '']) => ({ before, after }))
    .filter(({ after }) => after.includes('`'));
}

describe.each(['needs-only.md', 'needs-only.en.md'])('the examples of %s', (file) => {
  const rows = rowsOf(file).slice(-6);

  it('are of all six kinds', () => {
    expect(rows.map(({ after }) => /`([a-z]+)`/.exec(after)?.[1])).toEqual([...NEED_KINDS]);
  });

  it.each(rows)('before: dropped ($before)', ({ before }) => {
    expect(screen({ value: { note: before } }, bundle).effect).toBe('drop');
  });

  it.each(rows)('after: clear, in codes that exist ($after)', ({ after }) => {
    expect(screen({ value: { note: after } }, bundle)).toEqual({ effect: 'clear' });
    const codes = [...after.matchAll(/`([^`]+)`/g)].map(([, code]) => code ?? '');
    expect(codes.filter((code) => !CODES.has(code))).toEqual([]);
  });
});
