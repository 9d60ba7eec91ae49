/** Havre speaks French first, then English. */
export type Language = 'fr' | 'en';

export type Bilingual = Readonly<Record<Language, string>>;

const LANGUAGES: readonly Language[] = ['fr', 'en'];
const RANGE = /^\s*([a-z]{1,8}|\*)(?:-[a-z0-9]{1,8})*\s*(?:;\s*q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?))?\s*$/i;
const MAX_HEADER = 256;

/** The language of an answer: the one of ours that `Accept-Language` weighs highest, French when in doubt. */
export function preferredLanguage(acceptLanguage: string | undefined): Language {
  const ranges = (acceptLanguage ?? '').slice(0, MAX_HEADER).split(',').map(readRange);
  const weightOf = (language: string): number | undefined =>
    ranges.find((range) => range?.language === language)?.weight;
  const anything = weightOf('*') ?? 0;
  const [fr, en] = LANGUAGES.map((language) => weightOf(language) ?? anything);
  return (en ?? 0) > (fr ?? 0) ? 'en' : 'fr';
}

function readRange(text: string): { language: string; weight: number } | undefined {
  const match = RANGE.exec(text);
  if (match?.[1] === undefined) return undefined;
  return { language: match[1].toLowerCase(), weight: Number(match[2] ?? 1) };
}
