const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text that stands in a page as it is. */
export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}

/** A whole page, with no script and no style: any browser shows it, and nothing of it is fetched elsewhere. */
export function htmlPage(page: {
  language: string;
  direction?: string;
  title: string;
  body: string;
}): string {
  const { language, direction = 'ltr', title, body } = page;
  return [
    `<!doctype html>\n<html lang="${language}" dir="${direction}">`,
    `<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">`,
    `<title>${escapeHtml(title)}</title></head>`,
    `<body>\n${body}\n</body>\n</html>\n`,
  ].join('\n');
}
