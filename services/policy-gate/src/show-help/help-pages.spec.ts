import { PHRASE_LANGUAGES, PHRASEBOOK } from '@havre/events';
import { describe, expect, it } from '@jest/globals';

import { helpHtml } from './help-html.js';
import { readHelpPages } from './help-pages.js';
import { phrasebookHtml } from './phrasebook-html.js';

describe('the help page', () => {
  it.each(['fr', 'en'] as const)('leads to the phrasebook in one click, in %s', async (language) => {
    const pages = await readHelpPages();
    const html = helpHtml(pages?.[language] ?? '', language);
    expect(html).toContain('<a href="phrasebook">');
    expect(html).toContain(`<html lang="${language}"`);
    expect(html).not.toMatch(/<script|<style|https?:/);
  });

  it('shows the document as it stands, and makes no other link', () => {
    const html = helpHtml(
      '# A & <b>\n[x](phrasebook.en.md) [y](https://elsewhere.example) [z](needs-only.md)',
      'en',
    );
    expect(html).toContain('<title>A &amp; &lt;b&gt;</title>');
    expect(html).toContain('<a href="phrasebook">x</a> [y](https://elsewhere.example) [z](needs-only.md)');
  });
});

describe('the phrasebook as a page', () => {
  it.each(PHRASE_LANGUAGES)('has every phrase with a use to copy, in %s', (language) => {
    const html = phrasebookHtml(language);
    expect(html.match(/<tr>/g)).toHaveLength(PHRASEBOOK.length);
    expect(html).toContain(
      '{&quot;code&quot;:&quot;has-dog&quot;,&quot;parameters&quot;:{&quot;kg&quot;:1}}',
    );
    expect(html).not.toMatch(/<script|<style|<form/);
  });

  it('reads from right to left in Arabic', () => {
    expect(phrasebookHtml('ar')).toContain('<html lang="ar" dir="rtl">');
    expect(phrasebookHtml('ht')).toContain('<html lang="ht" dir="ltr">');
  });
});
