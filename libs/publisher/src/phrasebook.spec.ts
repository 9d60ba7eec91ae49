import {
  exampleUse,
  labelsOf,
  PHRASE_LANGUAGES,
  PHRASEBOOK,
  phraseText,
  phraseWords,
  renderPhrase,
  themeTitle,
  type Phrase,
  type PhraseLanguage,
} from '@havre/events';
import { loadBundle, screen } from '@havre/policy';
import { describe, expect, it } from '@jest/globals';

const bundle = loadBundle(['montreal']);

/** The rule of the learned second opinion: a guess about sentences, which knows no rule and may err on a few words. */
const LEARNED = 'model.';

interface Drop {
  readonly text: string | undefined;
  readonly rule: string;
}

function drops(texts: readonly (string | undefined)[]): Drop[] {
  return [...new Set(texts)].flatMap((text) => {
    const verdict = screen({ value: text }, bundle);
    return verdict.effect === 'drop' ? [{ text, rule: verdict.rule }] : [];
  });
}

/** Texts that a rule drops; of the learned opinion, only when it drops more than one text in fifty. */
function dropped(texts: readonly (string | undefined)[]): (string | undefined)[] {
  const found = drops(texts);
  const learned = found.filter(({ rule }) => rule.startsWith(LEARNED));
  const said = learned.length > texts.length / 50 ? found : found.filter((drop) => !learned.includes(drop));
  return said.map(({ text }) => text);
}

/** The phrase as it is read, once for each value that one of its parameters can take. */
function readings(phrase: Phrase, language: PhraseLanguage): (string | undefined)[] {
  const { code, parameters } = exampleUse(phrase);
  const others = Object.entries(phrase.parameters).flatMap(([name, parameter]) =>
    labelsOf(parameter, language).map(([value]) => ({ code, parameters: { ...parameters, [name]: value } })),
  );
  return [exampleUse(phrase), ...others].map((use) => renderPhrase(use, language));
}

/** The gate reads every text of the phrasebook as it reads what partners write: it must have nothing to say. */
describe.each(PHRASE_LANGUAGES)('the phrasebook in %s, before the gate', (language) => {
  it('carries nothing in its texts', () => {
    expect(dropped(PHRASEBOOK.map(({ code }) => phraseText(code, language)))).toEqual([]);
  });

  it('carries nothing with any value of any parameter', () => {
    const all = PHRASEBOOK.flatMap((phrase) => readings(phrase, language));
    expect(all.length).toBeGreaterThan(PHRASEBOOK.length * 3);
    expect(dropped(all)).toEqual([]);
  });

  it('carries nothing in the words by which it is found, its themes and its codes', () => {
    const words = PHRASEBOOK.map(({ code }) => phraseWords(code, language));
    const titles = PHRASEBOOK.map(({ theme }) => themeTitle(theme, language));
    const codes = PHRASEBOOK.map((phrase) => JSON.stringify(exampleUse(phrase)));
    expect(dropped([...words, ...titles, ...codes])).toEqual([]);
  });
});
