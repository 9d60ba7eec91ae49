import {
  compilePacks,
  loadBundle,
  PolicyError,
  readPacks,
  type OperatingPoint,
  type PackSource,
  type PolicyBundle,
} from '@havre/policy';

import { UsageError } from './cli-io.js';
import { packProblem } from './pack-texts.js';
import type { Language } from './texts.js';

/** The bundle of the base pack and of packs given by name or by folder. */
export function loadPacks(
  packs: readonly string[],
  notes: OperatingPoint | undefined,
  language: Language,
): PolicyBundle {
  return sayingWhy(language, () =>
    packs.some((pack) => /[/\\.]/.test(pack))
      ? compilePacks(readPacks(packs), { notes })
      : loadBundle(packs, { notes }),
  );
}

/** The source of one pack, by name or by folder. */
export function readPackSource(pack: string, language: Language): PackSource {
  return sayingWhy(language, () => {
    const source = readPacks([pack]).at(-1);
    if (source === undefined) throw new PolicyError('pack-not-found', pack);
    return source;
  });
}

/** A pack that does not load is wrong use of the command; its author is told all that is known. */
export function sayingWhy<Value>(language: Language, work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    if (error instanceof PolicyError) throw new UsageError(packProblem(error, language));
    throw error;
  }
}
