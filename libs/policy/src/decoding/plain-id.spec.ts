import { describe, expect, it } from '@jest/globals';
import { loadBundle } from '../load-bundle.js';
import { screen } from '../screen.js';
import { isPlainId, withoutUuids } from './plain-id.js';

/** UUIDs that hold, cut at their hyphens or where digits meet letters, the acronym of a paper or of a claim. */
const UNLUCKY = [
  '91dda5af-3a8d-41c5-9b99-2ad4bb340a1c',
  '49f70fda-7051-4108-aa1c-6a94c58364a8',
  '421daca4-fe63-4a45-8291-e7ee58fda870',
];

describe('ids that no rule reads', () => {
  const bundle = loadBundle();

  it.each(UNLUCKY)('are cleared alone, with a prefix and with a number behind: %s', (uuid) => {
    for (const id of [uuid, `intake-${uuid}`, `evt_${uuid}`, `${uuid}-17`, `urn:uuid:${uuid}`]) {
      expect(screen({ value: { id } }, bundle)).toEqual({ effect: 'clear' });
    }
  });

  it.each(UNLUCKY)('hide nothing of what stands beside them: %s', (uuid) => {
    for (const note of [`refugee claimant ${uuid}`, `${uuid} sans papiers`, `asylum ${uuid} seeker`]) {
      expect(screen({ value: { note } }, bundle).effect).toBe('drop');
    }
  });

  it('are UUIDs of a real version and variant, apart from other letters and digits', () => {
    const [uuid = ''] = UNLUCKY;
    expect(isPlainId(uuid)).toBe(true);
    expect(withoutUuids(`a ${uuid} b`)).toBe(`a ${' '.repeat(36)} b`);
    for (const other of [
      `x${uuid}`,
      `${uuid}0`,
      uuid.replace('-41c5', '-01c5'),
      uuid.replace('-9b99', '-1b99'),
    ]) {
      expect(withoutUuids(`a ${other} b`)).toBe(`a ${other} b`);
    }
  });
});
