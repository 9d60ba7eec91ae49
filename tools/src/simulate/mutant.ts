/** Ways to break the shell on purpose, each with what it breaks: the checks must catch every one. */
export const MUTANTS = {
  'count-then-insert': {
    fr: 'compte les places, puis réserve sans recompter',
    en: 'counts the places, then holds without counting again',
  },
  'release-twice': {
    fr: 'rend deux fois les places d’un message reçu deux fois',
    en: 'gives places back twice when a message comes twice',
  },
  'ignore-fit': {
    fr: 'envoie un ménage là où il n’est pas accueilli',
    en: 'sends a household where it is not taken in',
  },
  'line-by-insertion': {
    fr: 'sert la file dans l’ordre d’inscription',
    en: 'serves the line in the order of joining it',
  },
  'never-expire': {
    fr: 'oublie de rendre les places dont le délai est passé, et les aiguillages l’attendent',
    en: 'forgets to give back places whose time has run out, and referrals wait for it',
  },
  'lose-answers': {
    fr: 'perd de temps en temps une réponse du registre, et les aiguillages l’attendent',
    en: 'loses an answer of the ledger now and then, and referrals wait for it',
  },
  'repeat-codes': {
    fr: 'donne un code qui a déjà cours',
    en: 'gives out a code that is in use',
  },
  'hold-everywhere': {
    fr: 'réserve ailleurs sans rendre la place d’avant',
    en: 'holds elsewhere without giving the place before back',
  },
} as const;

/** The name of a deliberate fault. */
export type Mutant = keyof typeof MUTANTS;

/** Faults that referrals get over by themselves, because they do not wait for the ledger for ever; here they do, so that it shows. */
export const REPAIRED = ['never-expire', 'lose-answers'] as const satisfies readonly Mutant[];

/** True of a name in the list. */
export function isMutant(name: string): name is Mutant {
  return Object.hasOwn(MUTANTS, name);
}
