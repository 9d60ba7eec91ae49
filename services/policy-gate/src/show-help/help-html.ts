import { escapeHtml, htmlPage } from './html.js';

/** Where links of the document lead on this door; any other link is shown as text. */
const SERVED: readonly (readonly [RegExp, string])[] = [
  [/\[([^\]]+)\]\(phrasebook(?:\.en)?\.md\)/g, 'phrasebook'],
];

/** The document as a page: its text as it stands, with a link to the phrasebook that this door serves too. */
export function helpHtml(document: string, language: string): string {
  const title = /^# (.*)$/m.exec(document)?.[1] ?? 'Havre';
  const linked = SERVED.reduce(
    (text, [link, path]) => text.replaceAll(link, (_, label: string) => `<a href="${path}">${label}</a>`),
    escapeHtml(document),
  );
  return htmlPage({ language, title, body: `<pre>${linked}</pre>` });
}
