import type { Language } from './words.js';

/** The sentences and titles of the report. */
interface ReportText {
  readonly title: (people: string, days: string, from: string, seed: string) => string;
  readonly city: (services: string, places: string) => string;
  readonly storms: (days: readonly string[]) => string;
  readonly kinds: string;
  readonly kindHead: readonly string[];
  readonly speed: string;
  readonly speedHead: readonly string[];
  readonly nights: string;
  readonly nightsWorst: string;
  readonly nightHead: readonly string[];
  readonly storm: string;
  readonly nightsSum: (personNights: string, mean: string) => string;
  readonly waits: string;
  readonly waitRows: readonly [string, string, string, string, string, string];
  readonly bySize: string;
  readonly bySizeHead: readonly string[];
  readonly sizes: Readonly<Record<string, string>>;
  readonly unplaced: string;
  readonly declines: string;
  readonly refusals: string;
  readonly humanQueue: string;
  readonly withoutEffect: string;
  readonly offers: string;
  readonly offerRows: readonly [string, string, string, string, string, string, string];
  readonly choices: string;
  readonly choiceRows: readonly [string, string, string, string, string];
  readonly spread: string;
  readonly spreadHead: readonly string[];
  readonly promises: string;
  readonly promiseRows: readonly [string, string, string, string];
  readonly none: string;
  readonly checked: (steps: string, invariants: number) => string;
  readonly broken: (invariant: string, when: string, figures: string) => string;
}

export const REPORT_TEXT: Readonly<Record<Language, ReportText>> = {
  fr: {
    title: (people, days, from, seed) =>
      `${people} personnes demandent de l’aide en ${days} jours à partir du ${from} (graine ${seed})`,
    city: (services, places) => `${services} services, dont les refuges offrent ${places} lits et chambres`,
    storms: (days) =>
      days.length === 0
        ? 'Aucune tempête'
        : `Tempête: ${days.join(', ')}; deux fois plus de demandes d’hébergement`,
    kinds: 'Ce qui a été demandé, et ce qu’il en est advenu',
    kindHead: ['Besoin', 'demandés', 'place promise', '', 'entrés', 'sans place', 'retirés', 'attendent'],
    speed: 'En combien de temps',
    speedHead: [
      'Besoin',
      'promise: médiane',
      '9 sur 10',
      '99 sur 100',
      'entrés: médiane',
      '9 sur 10',
      '99 sur 100',
    ],
    nights: 'Les nuits, à quatre heures du matin',
    nightsWorst: 'Les sept pires nuits, à quatre heures du matin',
    nightHead: ['Nuit', 'sans toit', 'ménages', 'places libres', 'occupation', ''],
    storm: 'tempête',
    nightsSum: (personNights, mean) =>
      `${personNights} nuits-personnes sans toit, ${mean} personnes par nuit en moyenne`,
    waits: 'L’attente',
    waitRows: [
      'ont attendu une place',
      '… plus d’une heure',
      '… plus de six heures',
      '… plus d’un jour',
      'la plus longue',
      'attendent encore',
    ],
    bySize: 'L’attente d’un refuge, selon le ménage',
    bySizeHead: ['Ménage', 'ont attendu', 'médiane', '9 sur 10', 'la plus longue'],
    sizes: { '1': '1 personne', '2-3': '2 ou 3', '4-5': '4 ou 5', '6+': '6 et plus' },
    unplaced: 'Restés sans place, et pourquoi',
    declines: 'Ce que les maisons ont refusé',
    refusals: 'Ce que le registre des places a refusé',
    humanQueue: 'Mis devant une personne',
    withoutEffect: 'Messages restés sans effet',
    offers: 'Les offres',
    offerRows: [
      'offres faites',
      'offres par place promise',
      'restées sans réponse',
      'personne n’est venu à temps',
      'paroles reprises par une maison',
      'demandes rouvertes',
      'transferts et déplacements',
    ],
    choices: 'Où l’on a envoyé les gens',
    choiceRows: [
      'dans un service où l’on parle leur langue',
      'dans leur secteur, s’il est connu',
      'plus loin qu’une autre place qui convenait',
      'dans une chambre où deux couchettes ou plus restent vides',
      '… pendant qu’un ménage plus grand attendait',
    ],
    spread: 'La charge, d’une maison à l’autre',
    spreadHead: ['Besoin', 'maisons', 'la moins pleine', 'médiane', 'la plus pleine', 'indice de Gini'],
    promises: 'Promesses et décomptes',
    promiseRows: [
      'fois où l’on avait promis plus qu’il n’y a',
      'le plus grand manque, en places',
      'écart moyen entre registre et réalité',
      'servis avant quelqu’un dont c’était le tour',
    ],
    none: 'aucun',
    checked: (steps, invariants) =>
      `${steps} événements, ${invariants} règles vérifiées à chaque pas: toutes tenues.`,
    broken: (invariant, when, figures) => `RÈGLE ROMPUE: ${invariant}\n  le ${when}; ${figures}`,
  },
  en: {
    title: (people, days, from, seed) =>
      `${people} people ask for help in ${days} days from ${from} (seed ${seed})`,
    city: (services, places) => `${services} services, of which the shelters have ${places} beds and rooms`,
    storms: (days) =>
      days.length === 0 ? 'No storm' : `Storm: ${days.join(', ')}; twice as many ask for shelter`,
    kinds: 'What was asked for, and what became of it',
    kindHead: ['Need', 'asked', 'place promised', '', 'let in', 'unplaced', 'withdrawn', 'waiting'],
    speed: 'How fast',
    speedHead: ['Need', 'promised: median', '9 in 10', '99 in 100', 'let in: median', '9 in 10', '99 in 100'],
    nights: 'The nights, at four in the morning',
    nightsWorst: 'The seven worst nights, at four in the morning',
    nightHead: ['Night', 'no roof', 'households', 'free places', 'occupancy', ''],
    storm: 'storm',
    nightsSum: (personNights, mean) =>
      `${personNights} person-nights without a roof, ${mean} people a night in the mean`,
    waits: 'Waiting',
    waitRows: [
      'waited for a place',
      '… more than an hour',
      '… more than six hours',
      '… more than a day',
      'the longest',
      'still waiting',
    ],
    bySize: 'Waiting for a shelter, by household',
    bySizeHead: ['Household', 'waited', 'median', '9 in 10', 'the longest'],
    sizes: { '1': '1 person', '2-3': '2 or 3', '4-5': '4 or 5', '6+': '6 and more' },
    unplaced: 'Left without a place, and why',
    declines: 'What houses declined',
    refusals: 'What the ledger of places refused',
    humanQueue: 'Put in front of a person',
    withoutEffect: 'Messages without effect',
    offers: 'Offers',
    offerRows: [
      'offers made',
      'offers per place promised',
      'left unanswered',
      'nobody came in time',
      'words taken back by a house',
      'referrals reopened',
      'transfers and moves',
    ],
    choices: 'Where people were sent',
    choiceRows: [
      'to a service where their language is spoken',
      'in their own area, where it is known',
      'farther than another place that suited',
      'to a room where two couchettes or more stay empty',
      '… while a larger household was waiting',
    ],
    spread: 'The load, from house to house',
    spreadHead: ['Need', 'houses', 'least full', 'median', 'fullest', 'Gini index'],
    promises: 'Promises and counts',
    promiseRows: [
      'times that more was promised than there is',
      'the largest deficit, in places',
      'mean difference of ledger and reality',
      'served before somebody whose turn it was',
    ],
    none: 'none',
    checked: (steps, invariants) => `${steps} events, ${invariants} rules checked at every step: all held.`,
    broken: (invariant, when, figures) => `RULE BROKEN: ${invariant}\n  on ${when}; ${figures}`,
  },
};
