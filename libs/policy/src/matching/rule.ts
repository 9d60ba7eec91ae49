import type { Category } from '../verdict.js';

export interface CompiledContext {
  readonly list: number;
  readonly within: number;
  readonly side: 'before' | 'after' | 'both';
}

/** A rule as the engine runs it. Lists are numbers under which the phrase index reports occurrences. */
export interface CompiledRule {
  readonly id: string;
  readonly category: Category;
  /** What it finds in a sentence is weighed by the second opinion instead of deciding. */
  readonly isEvidence: boolean;
  /** Its rule and its phrase: what the second opinion knows it by. */
  readonly evidenceName?: string;
  /** The phrases and shapes that make it look closer. */
  readonly list: number;
  readonly shapes: readonly RegExp[];
  /** A character that every match of its shapes holds: nothing is looked for in a text without one. */
  readonly shapeMark: RegExp | undefined;
  /** Digits, and capitals, that a match of its shapes has at least. */
  readonly leastDigits: number;
  readonly leastCapitals: number;
  readonly check: ((text: string) => boolean) | undefined;
  readonly scope: 'key' | 'value' | 'sentence' | undefined;
  readonly requires: readonly CompiledContext[];
  readonly unless: readonly CompiledContext[];
  /** List of the look-alike phrases of its pack, unless they do not apply. */
  readonly lookAlikes: number | undefined;
}
