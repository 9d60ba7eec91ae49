/** The languages in which every phrase is written. French is the reference; the last three want a native reader. */
export const PHRASE_LANGUAGES = ['fr', 'en', 'es', 'ht', 'ar'] as const;

/** A language of the phrasebook. */
export type PhraseLanguage = (typeof PHRASE_LANGUAGES)[number];

/** Languages whose texts no native speaker has read again yet. */
export const UNREVIEWED_LANGUAGES: readonly PhraseLanguage[] = ['es', 'ht', 'ar'];

function isPhraseLanguage(tag: string): tag is PhraseLanguage {
  return PHRASE_LANGUAGES.some((language) => language === tag);
}

/** The first of the reader's languages (BCP 47 tags, in order of preference) that the book has; else French. */
export function phraseLanguage(tags: string | readonly string[]): PhraseLanguage {
  const wanted = typeof tags === 'string' ? [tags] : tags;
  const primary = wanted.map((tag) => tag.toLowerCase().split('-')[0] ?? '');
  return primary.find(isPhraseLanguage) ?? 'fr';
}
