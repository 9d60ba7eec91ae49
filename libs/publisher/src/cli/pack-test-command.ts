import { examinePack, loadBundle, type PackReport, type PackSource, type RuleReport } from '@havre/policy';

import { EXIT, type CliIo } from './cli-io.js';
import { sayingWhy } from './load-packs.js';
import { failureLines, PACK_TEXTS, warningText } from './pack-texts.js';
import { paintFor, type Paint } from './paint.js';
import { colon, type Language } from './texts.js';

export interface PackTestOptions {
  readonly language: Language;
  readonly json: boolean;
}

/** `havre pack test`: proves packs and says, rule by rule, what was tried, what failed and what is worth a look. */
export function runPackTest(packs: readonly PackSource[], options: PackTestOptions, io: CliIo): number {
  const base = loadBundle();
  const now = () => io.now?.() ?? 0;
  const paint = paintFor(io);
  let hasFailed = false;
  for (const pack of packs) {
    const report = sayingWhy(options.language, () => examinePack(pack, base, now));
    io.write(options.json ? `${JSON.stringify(report)}\n` : packText(report, options.language, paint));
    hasFailed ||= report.rules.some(({ failures }) => failures.length > 0);
  }
  return hasFailed ? EXIT.notRoutable : EXIT.ok;
}

function packText(report: PackReport, language: Language, paint: Paint): string {
  const { part, policy, rules, milliseconds } = report;
  const cited = policy === undefined ? '' : paint('dim', `  ${policy.title} (${policy.adopted})`);
  const head = `${paint('bold', part.name)} ${PACK_TEXTS.version[language]} ${String(part.version)}${cited}\n`;
  const failed = rules.reduce((sum, { failures }) => sum + failures.length, 0);
  const outcome =
    failed === 0
      ? paint('green', PACK_TEXTS.allWell[language])
      : paint('red', `${String(failed)} ${PACK_TEXTS.failed[language]}`);
  const time = `${PACK_TEXTS.readIn[language]} ${ms(milliseconds.compiling)}, ${PACK_TEXTS.provedIn[language]} ${ms(milliseconds.proving)}`;
  const foot = `  ${String(rules.length)} ${PACK_TEXTS.rules[language]}${colon(language)}${outcome} ${paint('dim', `(${time})`)}\n`;
  return head + rules.map((rule) => ruleText(rule, language, paint)).join('') + foot;
}

function ruleText(rule: RuleReport, language: Language, paint: Paint): string {
  const mark = rule.failures.length === 0 ? paint('green', '✓') : paint('red', '✗');
  const tried = `${String(rule.matches)} ${PACK_TEXTS.examples[language]}, ${String(rule.disguised)} ${PACK_TEXTS.disguised[language]}, ${String(rule.nearMisses)} ${PACK_TEXTS.nearMisses[language]}, ${ms(rule.milliseconds)}`;
  const lines = [`  ${mark} ${rule.id}  ${rule.category}  ${paint('dim', tried)}`];
  for (const { code, note } of rule.failures) {
    const [what = '', ...texts] = failureLines(code, note, language);
    lines.push(`      ${paint('red', what)}`, ...texts.map((text) => `        ${text}`));
  }
  for (const warning of rule.warnings)
    lines.push(`    ${paint('yellow', `! ${warningText(warning, language)}`)}`);
  return `${lines.join('\n')}\n`;
}

function ms(milliseconds: number): string {
  return `${String(Math.round(milliseconds))} ms`;
}
