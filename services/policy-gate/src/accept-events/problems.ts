import type { ProblemDefinition } from '@havre/service';

/**
 * The one answer to everything that is not routed: to what cannot be read, to what no schema knows, and to what says
 * something of a person's status. It holds nothing of the request and does not tell the three apart.
 */
export const NOT_ROUTABLE_PROBLEM: ProblemDefinition = {
  code: 'not-routable',
  status: 422,
  title: { fr: 'Non acheminable.', en: 'Not routable.' },
  detail: {
    fr: 'Rien n’a été gardé. Renvoyez les besoins seuls : la personne peut être servie tout de suite.',
    en: 'Nothing was kept. Send the needs alone: the person can be served at once.',
  },
};

export const ID_REUSED_PROBLEM: ProblemDefinition = {
  code: 'id-reused',
  status: 409,
  title: {
    fr: 'Cet identifiant a déjà servi pour un autre contenu.',
    en: 'This id was already used for other content.',
  },
};

export const SOURCE_NOT_ALLOWED_PROBLEM: ProblemDefinition = {
  code: 'source-not-allowed',
  status: 403,
  title: {
    fr: 'Cette clé ne publie pas pour cette source.',
    en: 'This key does not publish for this source.',
  },
};

export const TYPE_NOT_ALLOWED_PROBLEM: ProblemDefinition = {
  code: 'type-not-allowed',
  status: 403,
  title: { fr: 'Cette clé ne publie pas ce type.', en: 'This key does not publish this type.' },
};

const BY_CODE = {
  'not-routable': NOT_ROUTABLE_PROBLEM,
  'id-reused': ID_REUSED_PROBLEM,
  'source-not-allowed': SOURCE_NOT_ALLOWED_PROBLEM,
  'type-not-allowed': TYPE_NOT_ALLOWED_PROBLEM,
} as const;

/** The problem document of a refusal of the door. */
export function problemOfRefusal(code: keyof typeof BY_CODE): ProblemDefinition {
  return BY_CODE[code];
}
