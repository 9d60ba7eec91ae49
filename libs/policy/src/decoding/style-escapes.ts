/** Characters by their number as style sheets write them, a few in a row: `\61\73\79`. */
const IN_STYLES = /(?:\\[0-9a-fA-F]{2,6} ?){3,}/g;
/** Letters with accents as LaTeX writes them: `\'e`, `\"{o}`, `\c{c}`. */
const IN_LATEX = /\\(?:['`^"~=.]|[cuvHk](?=\{))\{?([a-zA-Z])\}?/g;
/** Letters by their names in Unicode: `\N{LATIN SMALL LETTER E WITH ACUTE}`. */
const BY_NAME = /\\N\{LATIN (SMALL|CAPITAL) LETTER ([A-Z])(?: WITH [A-Z ]{3,30})?\}/g;
/** Letters of two bytes as directories write them: `\c3\a9`. */
const IN_DIRECTORIES = /\\[cCdD][0-9a-fA-F]\\[89abAB][0-9a-fA-F]/g;
const PLAIN = /^[\p{L}\p{M}\p{N}\p{P}\p{Zs}]+$/u;

/** The text with characters read that style sheets, LaTeX or Python escape; as it is where there are none. */
export function withoutStyleEscapes(text: string): string {
  if (!text.includes('\\')) return text;
  return text
    .replace(BY_NAME, (_, kind: string, letter: string) => (kind === 'SMALL' ? letter.toLowerCase() : letter))
    .replace(IN_DIRECTORIES, (pair) => Buffer.from(pair.replaceAll('\\', ''), 'hex').toString('utf8'))
    .replace(IN_LATEX, '$1')
    .replace(IN_STYLES, (run) => {
      const codes = run.match(/[0-9a-fA-F]{2,6}/g)?.map((code) => Number.parseInt(code, 16)) ?? [];
      const said = codes.every((code) => code <= 0x10ffff) ? String.fromCodePoint(...codes) : '';
      return PLAIN.test(said) ? said : run;
    });
}
