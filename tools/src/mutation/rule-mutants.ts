import { compileBundle, PolicyError, readPacks, screen, type PackSource } from '@havre/policy';
import { ruleExamples } from '@havre/policy/model';

/** What became of a pack without one of its rules. */
export interface RuleMutation {
  readonly rule: string;
  /** Of the rule's own examples, those that nothing else finds. */
  readonly missed: number;
  readonly examples: number;
}

const RULE = /^ {2}- id: (\S+)$/;

/** Takes each rule of the base pack out in turn, and asks what of its own examples is then missed. */
export function mutateRules(): readonly RuleMutation[] {
  const [base] = readPacks([]);
  if (base === undefined) return [];
  const examples = Map.groupBy(
    ruleExamples(base).filter(({ isMatch }) => isMatch),
    ({ rule }) => rule,
  );
  return [...examples].map(([rule, own]) => {
    const bundle = compileWithout(base, rule);
    const missed =
      bundle === undefined
        ? own
        : own.filter(({ text }) => screen({ value: text }, bundle).effect === 'clear');
    return { rule, missed: missed.length, examples: own.length };
  });
}

/** Undefined when the rest no longer proves itself: some other rule leaned on this one. */
function compileWithout(pack: PackSource, rule: string): ReturnType<typeof compileBundle> | undefined {
  try {
    return compileBundle([{ name: pack.name, yaml: withoutRule(pack.yaml, rule) }]);
  } catch (error) {
    if (error instanceof PolicyError) return undefined;
    throw error;
  }
}

/** The text of a pack without the item of one rule, by its indentation. */
export function withoutRule(yaml: string, rule: string): string {
  let isInside = false;
  return yaml
    .split('\n')
    .filter((line) => {
      const id = RULE.exec(line)?.[1];
      if (id !== undefined) isInside = id === rule;
      else if (/^\S/.test(line)) isInside = false;
      return !isInside;
    })
    .join('\n');
}
