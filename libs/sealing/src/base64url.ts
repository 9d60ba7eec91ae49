export function encodeText(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64url');
}

/**
 * The bytes of a base64url text without padding, undefined for any other text. One text for the same bytes only: unused
 * bits have to be zero, so that nothing sealed can be written in a second way.
 */
export function decodeBase64url(text: string): Buffer | undefined {
  // Node reads generously and writes strictly; to write it again costs less than to look at each character.
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? bytes : undefined;
}
