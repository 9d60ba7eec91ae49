const ALPHABET = /^[A-Za-z0-9_-]*$/u;
/** Last characters that leave no bit unused, by how many characters follow the last group of four. */
const LAST_OF_TWO = /[AQgw]$/u;
const LAST_OF_THREE = /[AEIMQUYcgkosw048]$/u;

export function encodeText(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64url');
}

/**
 * The bytes of a base64url text without padding, undefined for any other text. One text for the same bytes only: unused
 * bits have to be zero, so that nothing sealed can be written in a second way.
 */
export function decodeBase64url(text: string): Buffer | undefined {
  if (!ALPHABET.test(text) || !endsWhole(text)) return undefined;
  return Buffer.from(text, 'base64url');
}

function endsWhole(text: string): boolean {
  switch (text.length % 4) {
    case 0:
      return true;
    case 2:
      return LAST_OF_TWO.test(text);
    case 3:
      return LAST_OF_THREE.test(text);
    default:
      return false;
  }
}
