/**
 * Compiled policy packs: immutable, and safe to share between threads of work. Only `compileBundle` and
 * `loadBundle` make one.
 */
export interface PolicyBundle {
  /** Names of the packs in it, base first. */
  readonly packs: readonly string[];
  /** Version of each pack, as `base@1+montreal@1`. */
  readonly version: string;
  /** SHA-256 over the sources of the packs, in hexadecimal: two bundles with the same hash decide the same. */
  readonly hash: string;
  /** How many rules it holds. */
  readonly ruleCount: number;
}

/** A pack before it is compiled: its name and its YAML text, one document or several that add up (`---`). */
export interface PackSource {
  /** Slug, the same as `pack` inside the text: `base`, `montreal`. */
  readonly name: string;
  readonly yaml: string;
}
