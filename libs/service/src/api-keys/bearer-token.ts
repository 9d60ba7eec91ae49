/** What follows `Bearer ` in an Authorization header. */
export function bearerOf(authorization: string | undefined): string | undefined {
  return /^Bearer ([\x21-\x7e]{1,512})$/i.exec(authorization ?? '')?.[1];
}

/** A key as its holder has it: `havre_<id>_<secret>`. Ids have no underscore; secrets may. */
export interface PresentedKey {
  readonly id: string;
  readonly secret: string;
}

export const KEY_ID = /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/;
const TOKEN = /^havre_([a-z0-9-]{1,64})_([\w.~+/=-]{16,256})$/;

export function readToken(token: string | undefined): PresentedKey | undefined {
  const match = TOKEN.exec(token ?? '');
  if (match?.[1] === undefined || match[2] === undefined) return undefined;
  return { id: match[1], secret: match[2] };
}
