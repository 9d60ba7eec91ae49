const MAX_LENGTH = 64;

/** A public code from a name: lower-case letters and digits joined by hyphens, accents dropped, 64 characters at most. */
export function toSlug(name: string): string {
  const words = name
    .normalize('NFD')
    .replace(/[\u0300-\u036f'’]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-');
  return words.slice(0, MAX_LENGTH).replace(/^-+|-+$/g, '');
}
