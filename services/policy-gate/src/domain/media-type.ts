/** A parsed `Content-Type`: the essence in lower case and its parameters in order, names in lower case. */
export interface MediaType {
  readonly essence: string;
  readonly parameters: readonly MediaTypeParameter[];
}

export interface MediaTypeParameter {
  readonly name: string;
  readonly value: string;
}

const ESSENCE = /[!#$%&'*+\-.^_`|~0-9A-Za-z]+\/[!#$%&'*+\-.^_`|~0-9A-Za-z]+/y;
const PARAMETER =
  /[ \t]*;[ \t]*(?:([!#$%&'*+\-.^_`|~0-9A-Za-z]+)=(?:([!#$%&'*+\-.^_`|~0-9A-Za-z]+)|"((?:[^"\\]|\\.)*)"))?/y;
const MAX_LENGTH = 1_024;

/**
 * Reads a `Content-Type` value as RFC 9110 writes it.
 *
 * @returns `undefined` when the value is malformed or longer than 1,024 characters.
 */
export function parseMediaType(header: string): MediaType | undefined {
  const text = header.trim();
  if (text.length > MAX_LENGTH) return undefined;
  ESSENCE.lastIndex = 0;
  const essence = ESSENCE.exec(text)?.[0];
  if (essence === undefined) return undefined;
  const parameters = readParameters(text, essence.length);
  return parameters && { essence: essence.toLowerCase(), parameters };
}

/** True when the media type names no charset, or UTF-8 once. JSON has no other encoding on this bus. */
export function isUtf8(mediaType: MediaType): boolean {
  const charsets = mediaType.parameters.filter(({ name }) => name === 'charset');
  return charsets.length === 0 || (charsets.length === 1 && /^utf-?8$/i.test(charsets[0]?.value ?? ''));
}

function readParameters(text: string, from: number): MediaTypeParameter[] | undefined {
  const parameters: MediaTypeParameter[] = [];
  let position = from;
  while (position < text.length) {
    PARAMETER.lastIndex = position;
    const match = PARAMETER.exec(text);
    if (match === null) return undefined;
    position += match[0].length;
    const [, name, token, quoted] = match;
    if (name !== undefined) {
      parameters.push({ name: name.toLowerCase(), value: token ?? (quoted ?? '').replace(/\\(.)/g, '$1') });
    }
  }
  return parameters;
}
