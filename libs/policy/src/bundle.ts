/** One thing that a bundle is made of. */
export interface BundlePart {
  readonly kind: 'pack' | 'model';
  readonly name: string;
  readonly version: number;
  /** SHA-256 over its text or its bytes, in hexadecimal. */
  readonly hash: string;
}

/**
 * What a city chose for free text: none at all, only what is positively understood, or whatever screening finds
 * nothing in.
 */
export type FreeText = 'off' | 'strict' | 'screened';

/**
 * Compiled policy packs: immutable, and safe to share between threads of work. Only `compileBundle` and
 * `loadBundle` make one.
 */
export interface PolicyBundle {
  /** Names of the packs in it, base first. */
  readonly packs: readonly string[];
  /** Version of each part, as `base@1+montreal@1`. */
  readonly version: string;
  /** SHA-256 over its parts, in hexadecimal: two bundles with the same hash decide the same. */
  readonly hash: string;
  /** How many rules it holds. */
  readonly ruleCount: number;
  /** What its packs say of free text, the most careful of them; `off` where none says. */
  readonly freeText: FreeText;
  /** What it is made of: packs in their order, then what else decides. */
  readonly parts: readonly BundlePart[];
}

/** A pack before it is compiled: its name and its YAML text, one document or several that add up (`---`). */
export interface PackSource {
  /** Slug, the same as `pack` inside the text: `base`, `montreal`. */
  readonly name: string;
  readonly yaml: string;
}
