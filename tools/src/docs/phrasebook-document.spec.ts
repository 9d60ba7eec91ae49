import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { PHRASE_LANGUAGES, PHRASEBOOK, phraseText } from '@havre/events';
import { describe, expect, it } from '@jest/globals';

import { phrasebookDocument } from './phrasebook-document.js';

const DOCS = join(import.meta.dirname, '..', '..', '..', 'docs');

describe.each([
  ['fr', 'phrasebook.md'],
  ['en', 'phrasebook.en.md'],
] as const)('the page of the phrasebook in %s', (page, file) => {
  const document = phrasebookDocument(page);

  it('is what stands in docs/ (`npm run docs` writes it)', async () => {
    expect(await readFile(join(DOCS, file), 'utf8')).toBe(document);
  });

  it('has every phrase once, in every language', () => {
    for (const { code } of PHRASEBOOK) {
      const rows = document
        .split('\n')
        .filter((line) => new RegExp(`^\\| \`${code}\`(?:<br>| \\|)`).test(line));
      expect(rows).toHaveLength(1);
      for (const language of PHRASE_LANGUAGES) expect(rows[0]).toContain(phraseText(code, language));
    }
  });

  it('leads back to how a referral is written', () => {
    expect(document).toContain(page === 'fr' ? '(needs-only.md)' : '(needs-only.en.md)');
  });
});
