import { CHECKS } from '../matching/checks.js';
import { capitalsOfShape, digitsOfShape } from '../matching/digits-of-shape.js';
import { Engine } from '../matching/engine.js';
import { parsePattern, PatternError } from '../matching/parse-pattern.js';
import { PhraseIndex, type TriggerUse } from '../matching/phrase-index.js';
import type { CompiledContext, CompiledRule } from '../matching/rule.js';
import { Vocabulary } from '../matching/vocabulary.js';
import { PolicyError } from '../policy-error.js';
import type { Context, Pack, RuleSource } from './pack.js';

const DEFAULT_WITHIN = 6;
/** Open-ended repetition, and groups repeated: the shapes of a pack must run in time linear in the text. */
const UNBOUNDED = /(?<!\\)(?:[*+]|\{\d+,\})|\)\{/;

/** Compiles the rules of a pack; `first`: the pack that it adds to, whose ordinary words it shares. */
export function compileRules(pack: Pack, first?: Pack): Engine {
  const words = (name: 'notTypos' | 'connectors' | 'common') => [
    ...(first?.[name] ?? []),
    ...(pack[name] ?? []),
  ];
  const common = new Map(words('common').map((word, rank) => [word, rank]));
  const everyday = (first?.everyday ?? pack.everyday ?? '').split(' ');
  const vocabulary = new Vocabulary(words('notTypos'), words('connectors'), common, everyday);
  for (const phrase of pack.misspelt ?? []) addPair(vocabulary, phrase, pack.pack);
  const compiler = new RuleCompiler(new PhraseIndex(vocabulary, common, everyday));
  const rules = compiler.compilePack(pack);
  return new Engine(compiler.index, rules);
}

function addPair(vocabulary: Vocabulary, phrase: string, pack: string): void {
  const [first, second, ...more] = phrase.split(' ');
  if (first === undefined || second === undefined || more.length > 0)
    throw new PolicyError('pattern-invalid', `${pack}/misspelt`, { pattern: phrase });
  vocabulary.pairs.add(first, second);
}

/** What is found in a sentence has to begin in it. */
const USES = { key: 'name', value: 'anywhere', sentence: 'text' } as const;

class RuleCompiler {
  readonly #ids = new Set<string>();
  #lists = 0;

  constructor(readonly index: PhraseIndex) {}

  compilePack(pack: Pack): readonly CompiledRule[] {
    const lookAlikes = this.#addList(pack, `${pack.pack}/lookAlikes`, pack.lookAlikes ?? []);
    return (pack.rules ?? []).flatMap((rule) => this.#compileRule(pack, rule, lookAlikes));
  }

  #compileRule(pack: Pack, rule: RuleSource, lookAlikes: number): readonly CompiledRule[] {
    const subject = `${pack.pack}/${rule.id}`;
    if (this.#ids.has(rule.id)) throw new PolicyError('duplicate-rule', subject);
    this.#ids.add(rule.id);
    const contexts = (sources: readonly Context[] | undefined) =>
      (sources ?? []).map((source) => this.#compileContext(pack, subject, source));
    const use = rule.in === undefined ? 'anywhere' : USES[rule.in];
    const certain: CompiledRule = {
      id: rule.id,
      category: rule.category,
      isEvidence: false,
      list: this.#addList(pack, subject, rule.any ?? [], use),
      ...compileShapes(rule.shapes ?? [], subject),
      check: rule.check === undefined ? undefined : CHECKS[rule.check],
      scope: rule.in,
      requires: contexts(rule.requires),
      unless: contexts(rule.unless),
      lookAlikes: rule.lookAlikes === false ? undefined : lookAlikes,
    };
    if (rule.evidence === undefined) return [certain];
    const weighed = rule.evidence.map((pattern) => ({
      ...certain,
      isEvidence: true,
      evidenceName: `${rule.id}#${pattern}`,
      list: this.#addList(pack, subject, [pattern], use),
      shapes: [],
      shapeMark: undefined,
    }));
    return [certain, ...weighed];
  }

  #compileContext(pack: Pack, subject: string, context: Context): CompiledContext {
    return {
      list: this.#addList(pack, subject, context.any),
      within: context.within ?? DEFAULT_WITHIN,
      side: context.side ?? 'both',
    };
  }

  #addList(pack: Pack, subject: string, patterns: readonly string[], use: TriggerUse = 'none'): number {
    const list = this.#lists++;
    for (const pattern of patterns) {
      try {
        for (const sequence of parsePattern(pattern, pack.lists ?? {})) this.index.add(sequence, list, use);
      } catch (error) {
        if (error instanceof PatternError) throw new PolicyError('pattern-invalid', subject, { pattern });
        throw error;
      }
    }
    return list;
  }
}

/** Identifiers hold digits, and lines for machines `<<`: most texts have neither and need no shape tried. */
function shapeMark(shapes: readonly string[]): RegExp | undefined {
  const need = (marker: RegExp) => shapes.length > 0 && shapes.every((shape) => marker.test(shape));
  if (need(/\[0-9\](?!\?)/)) return /[0-9]/;
  return need(/<</) ? /<</ : undefined;
}

function compileShapes(
  shapes: readonly string[],
  subject: string,
): Pick<CompiledRule, 'shapes' | 'shapeMark' | 'leastDigits' | 'leastCapitals'> {
  return {
    shapes: shapes.map((shape) => compileShape(shape, subject)),
    shapeMark: shapeMark(shapes),
    leastDigits: Math.min(...shapes.map(digitsOfShape)),
    leastCapitals: Math.min(...shapes.map(capitalsOfShape)),
  };
}

function compileShape(shape: string, subject: string): RegExp {
  if (UNBOUNDED.test(shape)) throw new PolicyError('pattern-invalid', subject, { pattern: shape });
  try {
    return new RegExp(shape, 'gu');
  } catch {
    throw new PolicyError('pattern-invalid', subject, { pattern: shape });
  }
}
