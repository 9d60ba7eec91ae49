import { TALLY_NAMES, type Tally, type TallyName } from './tally.js';

export type Language = 'fr' | 'en';

const NAMES: Readonly<Record<Language, Readonly<Record<TallyName, string>>>> = {
  fr: {
    published: 'reçus',
    dropped: 'refusés à la porte',
    needs: 'besoins',
    offered: 'offres',
    accepted: 'acceptées',
    declined: 'déclinées',
    arrived: 'arrivées',
    waitlisted: 'en attente',
    unplaced: 'sans place',
  },
  en: {
    published: 'received',
    dropped: 'dropped at the door',
    needs: 'needs',
    offered: 'offers',
    accepted: 'accepted',
    declined: 'declined',
    arrived: 'arrived',
    waitlisted: 'waitlisted',
    unplaced: 'unplaced',
  },
};

function header(language: Language, hour: string): string {
  return [hour, ...TALLY_NAMES.map((name) => NAMES[language][name])].join('  ');
}

function row(language: Language, hour: number, tally: Tally): string {
  const cells = TALLY_NAMES.map((name) => String(tally.of(name)).padStart(NAMES[language][name].length));
  return [`${String(hour).padStart(2, '0')}:00`, ...cells].join('  ');
}

/** Every text of the demo that a person reads, in French and in English. */
export const TEXT = {
  fr: {
    usage:
      'npm run demo [-- --seconds 48] [--seed 1] [--lang fr|en] [--data .havre]\nJoue une journée de la ville de démonstration contre un `npm start` en marche.',
    notRunning:
      'Aucun Havre de démonstration en marche ici : lancez d’abord `npm start` dans un autre terminal.',
    intro: (seconds: number) =>
      `Une journée de la ville de démonstration, en ${String(seconds)} secondes (nombres cumulés).`,
    header: header('fr', 'heure'),
    row: (hour: number, tally: Tally) => row('fr', hour, tally),
    summary: (tally: Tally) =>
      `La journée est finie : ${String(tally.of('needs'))} besoins, ${String(tally.of('accepted'))} places acceptées, ${String(tally.of('arrived'))} arrivées ; ${String(tally.of('dropped'))} événements refusés à la porte, dont rien n’est gardé.`,
  },
  en: {
    usage:
      'npm run demo [-- --seconds 48] [--seed 1] [--lang fr|en] [--data .havre]\nPlays one day of the demo city against a running `npm start`.',
    notRunning: 'No demo Havre runs here: start `npm start` in another terminal first.',
    intro: (seconds: number) => `One day of the demo city, in ${String(seconds)} seconds (running totals).`,
    header: header('en', 'hour '),
    row: (hour: number, tally: Tally) => row('en', hour, tally),
    summary: (tally: Tally) =>
      `The day is over: ${String(tally.of('needs'))} needs, ${String(tally.of('accepted'))} places accepted, ${String(tally.of('arrived'))} arrivals; ${String(tally.of('dropped'))} events dropped at the door, of which nothing is kept.`,
  },
} as const;
