import { INVARIANTS } from './checks/invariant-broken.js';
import { MUTANTS } from './mutant.js';
import type { Language } from './report/words.js';

/** The help of the command. */
export function usageLines(language: Language): readonly string[] {
  const isFrench = language === 'fr';
  const width = Math.max(...Object.keys(MUTANTS).map((name) => name.length));
  return [
    isFrench
      ? 'Joue une ville sur une horloge virtuelle avec les décisions mêmes de Havre, et vérifie chaque pas.'
      : 'Plays a city on a virtual clock with Havre’s own decisions, and checks every step.',
    '',
    '  npm run simulate -- [--people N] [--days D] [--seed S]',
    '',
    ...(isFrench ? OPTIONS_FR : OPTIONS_EN),
    '',
    isFrench ? '--break NOM casse Havre exprès:' : '--break NAME breaks Havre on purpose:',
    ...Object.entries(MUTANTS).map(([name, words]) => `  ${name.padEnd(width)}  ${words[language]}`),
    '',
    isFrench ? 'Règles vérifiées:' : 'Rules that are checked:',
    ...Object.values(INVARIANTS).map((words) => `  ${words[language]}`),
  ];
}

const OPTIONS_FR = [
  '  --people N     personnes qui demandent de l’aide, tempêtes en sus (2000)',
  '  --days D       jours (7)',
  '  --seed S       graine: la même donne le même texte, à l’octet près (1)',
  '  --start DATE   premier jour (2026-01-12)',
  '  --storm 3,9    jours où commence une tempête de deux jours; none: aucune; sinon selon la saison',
  '  --lang fr|en   langue (fr)',
  '  --json         les chiffres seuls',
];
const OPTIONS_EN = [
  '  --people N     people who ask for help, storms come on top (2000)',
  '  --days D       days (7)',
  '  --seed S       seed: the same gives the same text, byte for byte (1)',
  '  --start DATE   first day (2026-01-12)',
  '  --storm 3,9    days on which a storm of two days begins; none: no storm; otherwise by the season',
  '  --lang fr|en   language (fr)',
  '  --json         the figures alone',
];
