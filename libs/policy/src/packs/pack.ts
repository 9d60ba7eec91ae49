import type { FreeText } from '../bundle.js';
import type { CheckName } from '../matching/checks.js';
import type { Category } from '../verdict.js';

/** Words that must, or must not, stand near what a rule found. */
export interface Context {
  /** Greatest number of words between. Default 6. */
  readonly within?: number;
  readonly side?: 'before' | 'after' | 'both';
  readonly any: readonly string[];
}

/** Text, or any JSON value, that shows what a rule is for. */
export type Example = string | Readonly<Record<string, unknown>> | readonly unknown[];

export interface RuleSource {
  readonly id: string;
  readonly category: Exclude<Category, 'uninspectable'>;
  /** What the rule rests on: a policy, a statute, a form, an authority's page. */
  readonly source: string;
  /** Phrases; see `parsePattern`. */
  readonly any?: readonly string[];
  /** Phrases that prove nothing in a sentence by themselves: there the second opinion weighs them. */
  readonly evidence?: readonly string[];
  /** Regular expressions without open-ended repetition, over folded text with case kept. */
  readonly shapes?: readonly string[];
  readonly check?: CheckName;
  /** Only in field names, or only in values. Default both. */
  readonly in?: 'key' | 'value' | 'sentence';
  readonly requires?: readonly Context[];
  readonly unless?: readonly Context[];
  /** Whether look-alike phrases hide what this rule finds. Default true. */
  readonly lookAlikes?: boolean;
  readonly examples: {
    readonly match: Readonly<Record<string, readonly Example[]>>;
    readonly clean: readonly Example[];
  };
}

/** The text that a city adopted and that its pack implements. */
export interface PolicyCitation {
  readonly title: string;
  /** Where it can be found without a link: body, number of the report or the by-law, page of the minutes. */
  readonly citation: string;
  /** When, as precisely as it is known: `2013`, `2013-02`, `2013-02-21`. */
  readonly adopted: string;
}

/** A policy pack as its YAML says it. */
export interface Pack {
  readonly pack: string;
  readonly version: number;
  readonly title?: Readonly<Record<string, string>>;
  readonly policy?: PolicyCitation;
  readonly freeText?: FreeText;
  readonly lists?: Readonly<Record<string, readonly string[]>>;
  /** Ordinary words one letter away from a word of a phrase. */
  readonly notTypos?: readonly string[];
  /** Pairs of words that are read where each holds a typing error: `werk permitt`. */
  readonly misspelt?: readonly string[];
  /** Everyday words: a phrase is looked for by a rarer one of its words where it has one. */
  readonly common?: readonly string[];
  /** Ordinary words of ordinary notes, parted by spaces, the commonest first. They change the speed, never a verdict. */
  readonly everyday?: string;
  /** Short words that may join run-on words: `statusincanada`. */
  readonly connectors?: readonly string[];
  /** Phrases that only look like status information: they hide their own words from this pack's rules. */
  readonly lookAlikes?: readonly string[];
  readonly rules?: readonly RuleSource[];
}
