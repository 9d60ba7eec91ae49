/** The help of the command. */
export function usageLines(language: 'fr' | 'en'): readonly string[] {
  return language === 'fr' ? FRENCH : ENGLISH;
}

const FRENCH = [
  'Casse une grappe de Havre, vrai courtier et vraie base compris, une panne après l’autre, et vérifie ce qu’il en reste.',
  '',
  '  npm run faults -- [--minutes M] [--seed S]',
  '',
  '  --minutes M    durée des pannes (10) ; la mise en route et la vérification s’ajoutent',
  '  --seed S       graine : les mêmes pannes dans le même ordre (au hasard, et affichée)',
  '  --only TEXTE   seulement les pannes dont le nom contient ce texte',
  '  --lang fr|en   langue (fr)',
  '  --json         une ligne de JSON à la fin',
  '',
  'Code de sortie : 0, rien à redire ; 1, quelque chose de perdu, de doublé, de désordonné ou sans fin ; 2, mauvais usage.',
];
const ENGLISH = [
  'Breaks a cluster of Havre, real broker and real database included, one fault after another, and checks what is left.',
  '',
  '  npm run faults -- [--minutes M] [--seed S]',
  '',
  '  --minutes M    how long faults go on (10); start and check come on top',
  '  --seed S       seed: the same faults in the same order (drawn, and shown)',
  '  --only TEXT    only faults whose name contains this text',
  '  --lang fr|en   language (fr)',
  '  --json         one line of JSON at the end',
  '',
  'Exit code: 0, nothing wrong; 1, something lost, doubled, out of order or without an end; 2, wrong usage.',
];
