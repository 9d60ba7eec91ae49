import type { ProblemDefinition } from './problem.js';

/** The refusals that every service shares. A service adds its own as plain `ProblemDefinition`s. */
export const PROBLEMS = {
  malformed: {
    code: 'malformed',
    status: 400,
    title: { fr: 'La requête est illisible.', en: 'The request cannot be read.' },
  },
  wrongParameters: {
    code: 'wrong-parameters',
    status: 400,
    title: { fr: 'Un paramètre n’est pas valable.', en: 'A parameter is not valid.' },
  },
  unauthenticated: {
    code: 'unauthenticated',
    status: 401,
    title: { fr: 'Il faut une clé d’API valable.', en: 'A valid API key is needed.' },
  },
  forbidden: {
    code: 'forbidden',
    status: 403,
    title: { fr: 'Cette clé n’en a pas le droit.', en: 'This key may not do that.' },
  },
  notFound: {
    code: 'not-found',
    status: 404,
    title: { fr: 'Il n’y a rien ici.', en: 'There is nothing here.' },
  },
  methodNotAllowed: {
    code: 'method-not-allowed',
    status: 405,
    title: { fr: 'Cette méthode n’existe pas ici.', en: 'This method does not exist here.' },
  },
  conflict: {
    code: 'conflict',
    status: 409,
    title: { fr: 'L’état actuel ne le permet pas.', en: 'The current state does not allow that.' },
  },
  requestTimeout: {
    code: 'request-timeout',
    status: 408,
    title: { fr: 'La requête n’est pas arrivée à temps.', en: 'The request did not arrive in time.' },
  },
  tooLarge: {
    code: 'too-large',
    status: 413,
    title: { fr: 'Le corps de la requête est trop grand.', en: 'The body of the request is too large.' },
  },
  uriTooLong: {
    code: 'uri-too-long',
    status: 414,
    title: { fr: 'L’adresse est trop longue.', en: 'The address is too long.' },
  },
  unsupportedMediaType: {
    code: 'unsupported-media-type',
    status: 415,
    title: { fr: 'Ce type de contenu n’est pas accepté ici.', en: 'This content type is not accepted here.' },
  },
  tooManyRequests: {
    code: 'too-many-requests',
    status: 429,
    title: { fr: 'Trop de requêtes avec cette clé.', en: 'Too many requests with this key.' },
  },
  headersTooLarge: {
    code: 'headers-too-large',
    status: 431,
    title: { fr: 'Les en-têtes sont trop grands.', en: 'The headers are too large.' },
  },
  internal: {
    code: 'internal',
    status: 500,
    title: { fr: 'Une erreur est survenue de notre côté.', en: 'Something went wrong on our side.' },
  },
  unavailable: {
    code: 'unavailable',
    status: 503,
    title: {
      fr: 'Le service est momentanément indisponible.',
      en: 'The service is momentarily unavailable.',
    },
    detail: {
      fr: 'Rien n’a été perdu ni enregistré : réessayez.',
      en: 'Nothing was lost and nothing was stored: try again.',
    },
  },
} as const satisfies Record<string, ProblemDefinition>;

const BY_STATUS: ReadonlyMap<number, ProblemDefinition> = new Map(
  Object.values(PROBLEMS)
    .filter(({ code }) => code !== 'wrong-parameters')
    .map((problem) => [problem.status, problem]),
);

/** The problem for a bare status, as frameworks throw them. An unknown 4xx is `malformed`, an unknown 5xx `internal`. */
export function problemOfStatus(status: number): ProblemDefinition {
  return BY_STATUS.get(status) ?? (status >= 400 && status < 500 ? PROBLEMS.malformed : PROBLEMS.internal);
}
