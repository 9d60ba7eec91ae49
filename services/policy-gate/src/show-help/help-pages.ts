import { readFile } from 'node:fs/promises';

import type { Language } from '@havre/service';

/** The page "writing a referral that says only the needs", in each language. */
export type HelpPages = Readonly<Record<Language, string>>;

const DOCUMENTS = new URL('../../../../docs/', import.meta.url);

/**
 * Reads the pages that stand in the documentation, so that a refusal's link leads somewhere without any other server.
 *
 * @returns `undefined` when they are not installed with the service.
 */
export async function readHelpPages(folder: URL = DOCUMENTS): Promise<HelpPages | undefined> {
  try {
    const [fr, en] = await Promise.all([
      readFile(new URL('needs-only.md', folder), 'utf8'),
      readFile(new URL('needs-only.en.md', folder), 'utf8'),
    ]);
    return { fr, en };
  } catch {
    return undefined;
  }
}
