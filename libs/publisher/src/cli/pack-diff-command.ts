import type { PolicyBundle, Verdict } from '@havre/policy';

import { EXIT, UsageError, type CliIo } from './cli-io.js';
import { PACK_TEXTS } from './pack-texts.js';
import { paintFor } from './paint.js';
import { readLines, screenLine, type ScreenLine } from './screen-command.js';
import { CATEGORY_TEXTS, colon, TEXTS, type Language } from './texts.js';

export interface PackDiffOptions {
  readonly language: Language;
  readonly json: boolean;
  /** Files of examples; none for those of the project. */
  readonly corpus: readonly string[];
}

/** An example on which two bundles differ. */
interface Difference {
  readonly id: string | number;
  readonly change: 'newDrops' | 'newClears' | 'otherCategory';
  readonly category: string;
  readonly rule: string;
  readonly label: string | undefined;
}

/** What one writes rules against; `corpus/reference`, `corpus/blind` and `corpus/dev` are for checking. */
const PROJECT_CORPUS = ['corpus/train', 'corpus/written'];
const CHANGES = ['newDrops', 'newClears', 'otherCategory'] as const;

/** `havre pack diff A B`: what B drops or clears that A does not, over a corpus. Prints ids, never content. */
export function runPackDiff(
  [before, after]: readonly [PolicyBundle, PolicyBundle],
  options: PackDiffOptions,
  io: CliIo,
): number {
  const differences: Difference[] = [];
  let count = 0;
  for (const file of filesOf(options, io)) {
    for (const input of readLines(read(file, options.language, io), TEXTS.badLine[options.language])) {
      count++;
      const difference = differenceOf(input, screenLine(input, before), screenLine(input, after));
      if (difference !== undefined) differences.push(difference);
    }
  }
  io.write(
    options.json
      ? `${JSON.stringify({ before: before.version, after: after.version, count, differences })}\n`
      : CHANGES.map((change) => changeText(change, differences, count, options.language, io)).join(''),
  );
  return EXIT.ok;
}

function filesOf({ corpus, language }: PackDiffOptions, io: CliIo): readonly string[] {
  if (corpus.length > 0) return corpus;
  const found = PROJECT_CORPUS.flatMap((folder) => io.listFiles?.(folder) ?? []);
  const files = found.filter((file) => file.endsWith('.jsonl')).toSorted();
  if (files.length === 0) throw new UsageError(PACK_TEXTS.noCorpus[language]);
  return files;
}

function read(file: string, language: Language, io: CliIo): Uint8Array {
  try {
    return io.readFile(file);
  } catch {
    throw new UsageError(`${TEXTS.unreadableFile[language]} : ${file}`);
  }
}

function differenceOf({ id, label }: ScreenLine, before: Verdict, after: Verdict): Difference | undefined {
  if (after.effect === 'clear') {
    return before.effect === 'clear' ? undefined : { id, label, change: 'newClears', ...reasonOf(before) };
  }
  if (before.effect === 'clear') return { id, label, change: 'newDrops', ...reasonOf(after) };
  return before.category === after.category
    ? undefined
    : { id, label, change: 'otherCategory', ...reasonOf(after) };
}

function reasonOf({
  category,
  rule,
}: Extract<Verdict, { effect: 'drop' }>): Pick<Difference, 'category' | 'rule'> {
  return { category, rule };
}

function changeText(
  change: Difference['change'],
  differences: readonly Difference[],
  count: number,
  language: Language,
  io: CliIo,
): string {
  const paint = paintFor(io);
  const changed = differences.filter((difference) => difference.change === change);
  const total = changed.length === 0 ? PACK_TEXTS.none[language] : String(changed.length);
  const lines = [
    `${paint('bold', PACK_TEXTS[change][language])}${colon(language)}${total} ${PACK_TEXTS.of[language]} ${String(count)}${labelled(change, changed, language)}`,
  ];
  for (const category of new Set(changed.map((one) => one.category))) {
    const members = changed.filter((one) => one.category === category);
    const text = CATEGORY_TEXTS[category as keyof typeof CATEGORY_TEXTS][language];
    lines.push(`  ${category}, ${text}${colon(language)}${String(members.length)}`);
    for (const { id, rule } of members) lines.push(`    ${String(id)}  ${paint('dim', rule)}`);
  }
  return `${lines.join('\n')}\n`;
}

/** How many of them are mistakes, where people have said what each should be. */
function labelled(change: Difference['change'], changed: readonly Difference[], language: Language): string {
  const wrong = changed.filter(
    ({ label }) =>
      label !== undefined &&
      (change === 'newDrops' ? !isToDrop(label) : change === 'newClears' && isToDrop(label)),
  ).length;
  if (wrong === 0) return '';
  const text = change === 'newDrops' ? PACK_TEXTS.labelledClear : PACK_TEXTS.labelledDrop;
  return ` (${String(wrong)} ${text[language]})`;
}

function isToDrop(label: string): boolean {
  return label === 'drop';
}
