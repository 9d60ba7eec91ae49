/** Every sentence that the replay prints, in French and in English. */
export const TEXT = {
  fr: {
    help: `npm run example:toronto [-- --nights 30] [--from 2024-01-15] [--seed 1] [--lang fr|en] [--data .havre/toronto]

Rejoue des nuits de Toronto contre un vrai Havre : celui qui tourne sur le dossier de données, sinon un à lui.`,
    wrong: (option: string) => `${option} : valeur inutilisable. Voir --help.`,
    noSuchNight: (first: string, last: string) =>
      `Pas assez de nuits à partir de là : les données vont du ${first} au ${last}.`,
    listed: (count: number) => `${count} refuges inscrits au répertoire.`,
    withoutCapacity: (names: readonly string[]) =>
      `${names.length} ne publient pas de nombre de places (VARIES) ; rien n’est deviné, rien ne leur est offert :\n${bullets(names)}`,
    renamed: (names: readonly string[]) =>
      `Inscrits sans le mot qui dit un statut, que la porte refuse :\n${bullets(names)}`,
    refused: (names: readonly string[]) => `Refusés à la porte, donc laissés de côté :\n${bullets(names)}`,
    own: 'Havre démarré pour la durée de l’exemple.',
    joined: 'Havre déjà en marche sur ce dossier : rejoint.',
    bar: 'nuits |{bar}| {value}/{total} · {date} · reste {eta_formatted}',
    line: (done: number, total: number, date: string) => `nuit ${done}/${total} · ${date}`,
    took: (nights: number, seconds: number) => `${nights} nuits en ${seconds} s.`,
    note: 'Médiane et p99 : de la demande à l’offre, pour qui n’a pas eu à attendre une place.',
    licence: 'Contains information licensed under the Open Government Licence – Toronto',
    overbooked: 'Des places ont été promises deux fois.',
  },
  en: {
    help: `npm run example:toronto [-- --nights 30] [--from 2024-01-15] [--seed 1] [--lang fr|en] [--data .havre/toronto]

Replays nights of Toronto against a real Havre: the one that runs on the data folder, or one of its own.`,
    wrong: (option: string) => `${option}: unusable value. See --help.`,
    noSuchNight: (first: string, last: string) =>
      `Not enough nights from there: the data go from ${first} to ${last}.`,
    listed: (count: number) => `${count} shelters listed in the directory.`,
    withoutCapacity: (names: readonly string[]) =>
      `${names.length} publish no number of places (VARIES); nothing is guessed, nothing is offered to them:\n${bullets(names)}`,
    renamed: (names: readonly string[]) =>
      `Listed without the word that states a status, which the gate drops:\n${bullets(names)}`,
    refused: (names: readonly string[]) => `Dropped at the gate, and so left out:\n${bullets(names)}`,
    own: 'Havre started for the time of the example.',
    joined: 'Joined the Havre that already runs on this folder.',
    bar: 'nights |{bar}| {value}/{total} · {date} · {eta_formatted} left',
    line: (done: number, total: number, date: string) => `night ${done}/${total} · ${date}`,
    took: (nights: number, seconds: number) => `${nights} nights in ${seconds} s.`,
    note: 'Median and p99: from intake to offer, of those who did not have to wait for a place.',
    licence: 'Contains information licensed under the Open Government Licence – Toronto',
    overbooked: 'Places were promised twice.',
  },
} as const;

function bullets(names: readonly string[]): string {
  return names.map((name) => `  - ${name}`).join('\n');
}
