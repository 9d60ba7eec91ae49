import { HARD_RULE_TEXT } from './explanation-text.js';
import type { DirectoryEntry } from './directory.js';
import { SOFT_RULES, unpackRank, type SoftRule } from './ranking.js';
import { rulesIn } from './rules.js';

interface Bilingual {
  readonly fr: string;
  readonly en: string;
}

/** A candidate as far as a sentence needs to know it. */
export interface NamedCandidate {
  readonly name: DirectoryEntry['listing']['name'];
  readonly failed: number;
  /** Null for candidates that failed a hard rule. */
  readonly rank: number | null;
}

/**
 * Why this one, or why not that one, as sentences for the ear as much as for the eye: no sign, no number where a word
 * does.
 *
 * @param others the suitable candidates, best first, as far as the reader may know of them
 */
export function sentenceOf(candidate: NamedCandidate, others: readonly NamedCandidate[]): Bilingual {
  if (candidate.rank === null) return whyNot(candidate);
  const [first, second] = others;
  if (candidate === first) return second === undefined ? whyAlone(candidate) : whyFirst(candidate, second);
  return first === undefined ? whyAlone(candidate) : whyAfter(candidate, first);
}

function whyNot({ name, failed }: NamedCandidate): Bilingual {
  const because = rulesIn(failed).map((rule) => HARD_RULE_TEXT[rule]);
  return {
    fr: [`${name.fr} n’a pas été retenu.`, ...because.map(({ fr }) => fr)].join(' '),
    en: [`${name.en} was not chosen.`, ...because.map(({ en }) => en)].join(' '),
  };
}

function whyAlone({ name }: NamedCandidate): Bilingual {
  return {
    fr: `${name.fr} est le premier choix: c’est le seul service qui convient maintenant.`,
    en: `${name.en} is the first choice: it is the only service that suits now.`,
  };
}

function whyFirst(candidate: NamedCandidate, second: NamedCandidate): Bilingual {
  const { better } = DIFFERENCES[firstDifference(candidate, second)];
  return {
    fr: `${candidate.name.fr} est le premier choix, avant ${second.name.fr}: ${better.fr}.`,
    en: `${candidate.name.en} is the first choice, before ${second.name.en}: ${better.en}.`,
  };
}

function whyAfter(candidate: NamedCandidate, first: NamedCandidate): Bilingual {
  const { worse } = DIFFERENCES[firstDifference(first, candidate)];
  return {
    fr: `${candidate.name.fr} convient aussi, mais vient après ${first.name.fr}: ${worse.fr}.`,
    en: `${candidate.name.en} suits too, but comes after ${first.name.en}: ${worse.en}.`,
  };
}

/** The weightiest soft rule in which two candidates differ. */
function firstDifference({ rank: left }: NamedCandidate, { rank: right }: NamedCandidate): SoftRule {
  const [best, next] = [unpackRank(left ?? 0), unpackRank(right ?? 0)];
  const names = Object.keys(SOFT_RULES) as readonly SoftRule[];
  return names.find((name) => best[name] !== next[name]) ?? 'tie';
}

const DIFFERENCES: Readonly<Record<SoftRule, { readonly better: Bilingual; readonly worse: Bilingual }>> = {
  contended: {
    better: {
      fr: 'personne d’autre ne vient d’y demander une place',
      en: 'nobody else has just asked for a place there',
    },
    worse: {
      fr: 'd’autres viennent d’y demander les mêmes places',
      en: 'others have just asked for the same places there',
    },
  },
  opens: {
    better: { fr: 'il peut recevoir le ménage plus tôt', en: 'it can receive the household sooner' },
    worse: {
      fr: 'il ne peut recevoir le ménage que plus tard',
      en: 'it can receive the household only later',
    },
  },
  fit: {
    better: {
      fr: 'la place est juste à la mesure du ménage, et laisse les places rares à qui en a besoin',
      en: 'the place is just right for the household, and leaves scarce places to those who need them',
    },
    worse: {
      fr: 'sa place est plus grande ou plus rare que nécessaire',
      en: 'its place is larger or scarcer than needed',
    },
  },
  freshness: {
    better: { fr: 'son décompte est plus récent', en: 'its count is more recent' },
    worse: { fr: 'son décompte est ancien', en: 'its count is old' },
  },
  language: {
    better: { fr: 'on y parle la langue du ménage', en: 'the household’s language is spoken there' },
    worse: { fr: 'on n’y parle pas la langue du ménage', en: 'the household’s language is not spoken there' },
  },
  distance: {
    better: { fr: 'il est plus près', en: 'it is nearer' },
    worse: { fr: 'il est plus loin', en: 'it is farther away' },
  },
  load: {
    better: { fr: 'il y reste plus de places', en: 'more of its places are left' },
    worse: { fr: 'il y reste moins de places', en: 'fewer of its places are left' },
  },
  tie: {
    better: { fr: 'à égalité, le tirage l’a désigné', en: 'all else being equal, the draw named it' },
    worse: {
      fr: 'à égalité, le tirage a désigné l’autre',
      en: 'all else being equal, the draw named the other',
    },
  },
};
