/** Every invariant, in the words of a director. */
export const INVARIANTS = {
  'ledger-balance': {
    fr: 'places occupées et réservées ≤ places en service + manque',
    en: 'places occupied and held ≤ places in service + deficit',
  },
  'deficit-by-report': {
    fr: 'un manque ne grandit qu’avec une déclaration de la maison',
    en: 'a deficit grows only with what a house reports',
  },
  'held-is-holds': {
    fr: 'les places réservées sont la somme des réservations en cours',
    en: 'the places held are the sum of the living holds',
  },
  'released-once': {
    fr: 'une réservation rend ses places une seule fois',
    en: 'a hold gives its places back once only',
  },
  'one-house': {
    fr: 'un besoin ne réserve que dans une maison à la fois, transfert à part',
    en: 'a need holds in one house at a time, transfers aside',
  },
  'held-in-time': {
    fr: 'aucune réservation ne dépasse son délai',
    en: 'no hold outlives its time',
  },
  'no-stray-hold': {
    fr: 'aucune place n’est réservée pour personne',
    en: 'no place is held for nobody',
  },
  fit: {
    fr: 'personne n’est envoyé là où il ne peut être accueilli',
    en: 'nobody is sent where they cannot be taken in',
  },
  'ends-once': {
    fr: 'une demande finit une seule fois, et ne revit que rouverte',
    en: 'a referral ends once, and lives again only when reopened',
  },
  'never-stuck': {
    fr: 'toute demande avance, attend son tour ou est devant une personne',
    en: 'every referral goes on, waits its turn or is in front of a person',
  },
  'fair-line': {
    fr: 'aucune place de la file ne va à quelqu’un qui passe après un autre à qui elle convient',
    en: 'no place of the line goes to somebody whose turn is after another whom it suits',
  },
  'unique-code': {
    fr: 'deux demandes vivantes n’ont jamais le même code',
    en: 'two living referrals never have the same code',
  },
  'explanation-replays': {
    fr: 'l’explication d’un choix, rejouée, donne le même choix',
    en: 'the explanation of a choice, replayed, gives the same choice',
  },
} as const;

/** The name of an invariant. */
export type Invariant = keyof typeof INVARIANTS;

/** A step broke what must always hold. Says which, when and how much; never who. */
export class InvariantBroken extends Error {
  readonly code = 'invariant-broken';
  readonly retriable = false;

  constructor(
    readonly invariant: Invariant,
    /** Epoch milliseconds of the virtual clock. */
    readonly at: number,
    /** Numbers and codes only. */
    readonly figures: Readonly<Record<string, number | string>>,
  ) {
    super(invariant);
  }
}
