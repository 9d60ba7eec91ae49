import { domainToUnicode } from 'node:url';

/** A label of a domain name that is not ASCII: `xn--rfugis-bvae`. */
const LABEL = /xn--[a-z0-9-]{8,59}/gi;

/** A text with the names of domains as people read them. */
export function withReadDomains(text: string): string {
  if (!/xn--/i.test(text)) return text;
  return text.replace(LABEL, (label) => domainToUnicode(label) || label);
}
