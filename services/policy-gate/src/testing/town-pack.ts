import type { PackSource } from '@havre/policy';

/** A pack of one rule that finds one phrase, for tests. */
export function townPack(phrase: string, version = 1): PackSource {
  const yaml = `pack: town
version: ${String(version)}
rules:
  - id: town.phrase
    category: S10
    source: a by-law
    any: [${phrase}]
    examples: { match: { en: [${phrase}] }, clean: [a bed for two] }
`;
  return { name: 'town', yaml };
}

/** A pack whose rule misses its own example. */
export function wrongPack(): PackSource {
  const { name, yaml } = townPack('harbour card');
  return { name, yaml: yaml.replace('en: [harbour card]', 'en: [canary-example-7c]') };
}
