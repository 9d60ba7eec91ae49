/**
 * Words that name a person's immigration status, its papers or its proceedings, in French and in English, without
 * diacritics. A field, a column or a code made of them is refused wherever a shape is declared.
 */
const STEMS = [
  'immigra',
  'emigra',
  'migrant',
  'migrato',
  'citizen',
  'citoyen',
  'nationalit',
  'naturaliz',
  'naturalis',
  'refugee',
  'refugie',
  'asyl',
  'asile',
  'deport',
  'apatrid',
  'stateless',
  'undocumented',
  'passport',
  'passeport',
  'sanspapier',
  'birthplace',
  'birthcountry',
];

const WORDS = [
  'visa',
  'visas',
  'permit',
  'permits',
  'permis',
  'uci',
  'iuc',
  'ircc',
  'cbsa',
  'asfc',
  'uscis',
  'csq',
  'caq',
];

/** Words that are innocent alone: `migration` is what a database does, `status` is what a referral has. */
const SEQUENCES = [
  'migration status',
  'statut migration',
  'legal status',
  'statut legal',
  'lawful status',
  'residency status',
  'resident status',
  'residence status',
  'statut residence',
  'statut resident',
  'permanent resident',
  'resident permanent',
  'temporary resident',
  'resident temporaire',
  'protected person',
  'personne protegee',
  'country origin',
  'country of origin',
  'country birth',
  'country of birth',
  'birth country',
  'place of birth',
  'pays origine',
  'pays d origine',
  'pays naissance',
  'pays de naissance',
  'lieu naissance',
  'lieu de naissance',
  'sans papiers',
  'sans statut',
  'no status',
  'green card',
  'alien number',
  'removal order',
  'mesure renvoi',
  'landed status',
];

/** The words of an identifier, whatever its case style: `workPermit`, `work_permit`, `work-permit`, `WORK PERMIT`. */
export function wordsOf(name: string): string[] {
  return name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .replaceAll(/(\p{Lu}+)(\p{Lu}\p{Ll})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}

/** True when an identifier, a code or a text names immigration status. */
export function namesStatus(name: string): boolean {
  const words = wordsOf(name);
  const sentence = ` ${words.join(' ')} `;
  return (
    words.some((word) => WORDS.includes(word) || STEMS.some((stem) => word.startsWith(stem))) ||
    STEMS.some((stem) => words.join('').startsWith(stem)) ||
    SEQUENCES.some((sequence) => sentence.includes(` ${sequence} `))
  );
}
