import { FaultError } from '../fault/fault-error.js';
import type { Bilingual, Language } from '../language/language.js';

export interface SettingProblem {
  readonly variable: string;
  readonly problem: 'missing' | 'wrong' | 'unreadable' | 'given-twice';
  readonly expects: Bilingual;
}

const SAID: Readonly<Record<SettingProblem['problem'], Bilingual>> = {
  missing: { fr: 'manque', en: 'is missing' },
  wrong: { fr: 'n’est pas valable', en: 'is not valid' },
  unreadable: { fr: 'ne mène à aucune valeur', en: 'leads to no value' },
  'given-twice': { fr: 'double la variable sans `_FILE`', en: 'doubles the variable without `_FILE`' },
};

/** Wrong or missing settings. Names the variables and what they should be, never what they are. */
export class SettingsError extends FaultError<'wrong-settings'> {
  constructor(readonly problems: readonly SettingProblem[]) {
    super('wrong-settings', false, problems.map((problem) => describe(problem, 'en')).join('\n'));
  }

  /** One line for each variable, in one language. */
  lines(language: Language): readonly string[] {
    return this.problems.map((problem) => describe(problem, language));
  }
}

function describe({ variable, problem, expects }: SettingProblem, language: Language): string {
  const expected = language === 'fr' ? 'attendu :' : 'expected:';
  return `${variable} ${SAID[problem][language]} (${expected} ${expects[language]})`;
}
