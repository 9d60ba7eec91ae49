const ARTICLES = /^(?:ال|وال|بال|لل|و)(?=.{3})/u;

/** Words that say nothing about a need, in any of the languages. */
const EMPTY = new Set(
  (
    'a au aux avec ce ces cette c d de des du elle elles en est et il ils j je l la le les leur leurs lui ma mais me ' +
    'depuis mois jour jours semaine semaines an ans partir mme mon m n ne nous on ou par pas plus pour qu que qui s sa se ses si son sont sur ta te tu un une vous y ya deja ' +
    'tres tout svp dit pis pu peut avoir etre fait fois sous meme ' +
    'an and are as at be been by can cant do does for from had has have he her him his i in into is it its just me my ' +
    'since month months day days week weeks year years need needs no not of off on or our pls please she so some still that the their them then there they this to up ' +
    'was we were what when who will with would you says said very ' +
    'dia dias mes meses semana semanas al con del el ella en es esta ha hay la las lo los muy no o para por que se sin su sus un una y ya ' +
    'mwa jou semen ak ap gen ki la li nan ou pa pou se sou te yo yon ' +
    'في من على إلى عن مع أو لا هذا هذه كان'
  ).split(' '),
);

/** Words for "needs", which every note says and which tell nothing of what: left out of searches as well. */
const ASKING = new Set([
  'besoin',
  'besoins',
  'demande',
  'cherche',
  'veut',
  'want',
  'wants',
  'necesita',
  'bezwen',
]);

/** Lower case, no diacritics, one form of each Arabic letter. */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/[\p{M}\u0640]/gu, '')
    .toLowerCase()
    .replaceAll('ة', 'ه')
    .replaceAll('ى', 'ي')
    .replaceAll('œ', 'oe');
}

/** A word without its plural or its feminine, good enough to compare: `allergiques` and `allergique` are one. */
function stem(word: string): string {
  const bare = word.replace(ARTICLES, '');
  if (bare.length <= 3 || /\d/.test(bare)) return bare;
  return bare.replace(/(?:[sx]|es|e|ee|ees)$/, '');
}

/** The words of a text by which phrases are found, folded and stemmed, in order and without the empty ones. */
export function searchWords(text: string): string[] {
  return fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 1 && !EMPTY.has(word) && !ASKING.has(word) && !/^\d+$/.test(word))
    .map(stem);
}

/** How many letters two words begin with together. */
function sharedStart(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return length;
}

/** Words are alike only when they begin alike; this many letters are enough to look no further. */
export const SAME_START = 4;

/** How well a word that was typed matches a word of the book: 1 the same, less with another ending, 0. */
export function likeness(typed: string, known: string): number {
  if (typed === known) return 1;
  const shared = sharedStart(typed, known);
  const endings = Math.max(typed.length, known.length) - shared;
  const isBeginning = shared >= SAME_START && shared === Math.min(typed.length, known.length) && endings <= 4;
  return isBeginning || (shared > SAME_START && endings <= 3) ? 0.75 : 0;
}
