import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

interface LintedFixture {
  readonly fixture: string;
  readonly kind: 'violates' | 'passes';
  readonly rule: string;
  readonly times: number;
  readonly errors: readonly string[];
}

interface Findings {
  readonly ownRules: readonly string[];
  readonly linted: readonly LintedFixture[];
}

const script = join(import.meta.dirname, 'lint-fixtures.mjs');
const { ownRules, linted } = JSON.parse(
  execFileSync(process.execPath, [script], { encoding: 'utf8' }),
) as Findings;
const violating = linted.filter(({ kind }) => kind === 'violates');
const passing = linted.filter(({ kind }) => kind === 'passes');

describe('lint rules', () => {
  it.each(violating)('$fixture: $rule refuses the violating fixture', ({ rule, times, errors }) => {
    expect(errors.filter((error) => error === rule)).toHaveLength(times);
  });

  it.each(passing)('$fixture: the clean twin has nothing to say', ({ errors }) => {
    expect(errors).toEqual([]);
  });

  it('leaves no rule of our own without a violating fixture', () => {
    const shown = new Set(violating.map(({ rule }) => rule));
    expect(ownRules.filter((rule) => !shown.has(`havre/${rule}`))).toEqual([]);
  });
});
