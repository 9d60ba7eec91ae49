import { readdirSync } from 'node:fs';

import {
  exampleUse,
  labelsOf,
  PHRASE_LANGUAGES,
  PHRASEBOOK,
  renderPhrase,
  type Phrase,
  type PhraseLanguage,
  type PhraseUse,
} from '@havre/events';
import { readPacks } from '@havre/policy';
import { ruleExamples } from '@havre/policy/model';

import { readJsonLines } from '../corpus/read-json-lines.js';

const CORPUS = new URL('../../../corpus/', import.meta.url);

/** One row of `corpus/`: a note and what a person decided about it. */
export interface LabelledNote {
  readonly id: string;
  readonly lang: string;
  readonly label: 'drop' | 'pass' | 'borderline';
  /** S1 to S11 for a drop; the look-alike, or `plain`, for a pass. */
  readonly category: string;
  readonly text: string;
  /** Near twins share it, and stay on one side of every split. */
  readonly group: string;
}

/** Notes of a folder of `corpus/`, in the order of files and lines, without what careful people differ about. */
export function readNotes(folder: string): readonly LabelledNote[] {
  const files = readdirSync(new URL(`${folder}/`, CORPUS)).filter(
    (file) => file.endsWith('.jsonl') && !file.startsWith('structures'),
  );
  return files.sort().flatMap((file) => readFile(folder, file));
}

/** Examples of the base pack's rules: what a rule is for is told to the model too. Each rule is a group. */
export function readExamples(): readonly LabelledNote[] {
  const [base] = readPacks([]);
  if (base === undefined) return [];
  return ruleExamples(base).map(({ rule, category, isMatch, language, text }, index) => ({
    id: `rules-${String(index + 1).padStart(5, '0')}`,
    lang: language,
    label: isMatch ? 'drop' : 'pass',
    category: isMatch ? category : 'near-miss',
    text,
    group: rule,
  }));
}

/** Texts of the phrasebook in each of its languages, with each value of each parameter: ordinary needs, none of which names status. */
export function readPhrases(): readonly LabelledNote[] {
  return PHRASE_LANGUAGES.flatMap((language) =>
    PHRASEBOOK.flatMap((phrase) =>
      usesOf(phrase, language).map((use) => ({
        lang: language,
        label: 'pass' as const,
        category: 'plain',
        text: renderPhrase(use, [language]) ?? '',
        group: phrase.code,
      })),
    ),
  ).map((note, index) => ({ id: `phrases-${String(index + 1).padStart(5, '0')}`, ...note }));
}

function usesOf(phrase: Phrase, language: PhraseLanguage): readonly PhraseUse[] {
  const example = exampleUse(phrase);
  const others = Object.entries(phrase.parameters).flatMap(([name, parameter]) =>
    labelsOf(parameter, language)
      .filter(([value]) => value !== example.parameters?.[name])
      .map(([value]) => ({ ...example, parameters: { ...example.parameters, [name]: value } })),
  );
  return [example, ...others];
}

function readFile(folder: string, file: string): readonly LabelledNote[] {
  const rows = readJsonLines(`${folder}/${file}`) as readonly (Partial<LabelledNote> &
    Pick<LabelledNote, 'id' | 'label' | 'text'>)[];
  return rows
    .map((row, index) => ({
      lang: 'und',
      category: 'plain',
      // Where a file names no groups, twins are neighbours.
      group: `${file}:${String(Math.floor(index / 2))}`,
      ...row,
    }))
    .filter(({ label }) => label !== 'borderline');
}
