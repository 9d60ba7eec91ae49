import { table } from '../../simulate/report/table.js';
import type { FaultRun } from '../run-faults.js';
import { byKind, countOf, type FaultRow, isGood } from './report.js';

type Language = 'fr' | 'en';

const WORDS = {
  fr: {
    head: ['panne', 'fois', 'accusés', 'perdus', 'doublés', 'retour (ms)', 'au plus'],
    never: 'jamais',
    seed: 'graine',
    outside: 'hors d’une panne',
    total: 'en tout',
    missing: 'LAISSÉ DE CÔTÉ',
    findings: 'Ce qui ne doit pas être :',
    good: 'Rien de perdu, rien de doublé, l’ordre gardé, aucune place promise deux fois, aucun aiguillage sans fin.',
    bad: 'LA VÉRIFICATION A TROUVÉ CE QUI NE DOIT PAS ÊTRE.',
  },
  en: {
    head: ['fault', 'times', 'acknowledged', 'lost', 'doubled', 'recovery (ms)', 'longest'],
    never: 'never',
    seed: 'seed',
    outside: 'outside a fault',
    total: 'in all',
    missing: 'LEFT OUT',
    findings: 'What must not be:',
    good: 'Nothing lost, nothing doubled, order kept, no place promised twice, no referral without an end.',
    bad: 'THE CHECK FOUND WHAT MUST NOT BE.',
  },
} as const;

const EXAMPLES = 3;
const WORST_FIRST = ['lost', 'doubled', 'double-held', 'order', 'no-end', 'left-over', 'refused', 'ended'];

/** The line of one fault, said when it is over. */
export function rowLine({
  startedAfterMs,
  fault,
  target,
  lastedMs,
  acknowledged,
  recoveredMs,
}: FaultRow): string {
  const at = (startedAfterMs / 1_000).toFixed(1).padStart(6);
  const back = recoveredMs === undefined ? '—' : String(recoveredMs);
  return `${at} s  ${fault} (${target}): ${String(lastedMs)} ms, ${String(acknowledged)} ✓, → ${back} ms`;
}

/** The whole report, for people. */
export function reportLines(run: FaultRun, seed: number, language: Language): readonly string[] {
  const { rows, findings, missing, figures } = run;
  const words = WORDS[language];
  const kinds = byKind(rows, findings);
  const lost = countOf(findings, 'lost');
  const doubled = countOf(findings, 'doubled');
  const sum = (pick: (row: (typeof kinds)[number]) => number): number =>
    kinds.reduce((total, row) => total + pick(row), 0);
  const lines = [
    ...kinds.map(({ fault, times, acknowledged, lost: l, doubled: d, recoveredMs }) => [
      fault,
      ...[times, acknowledged, l, d].map(String),
      recoveredMs === null ? words.never : String(recoveredMs.median),
      recoveredMs === null ? words.never : String(recoveredMs.longest),
    ]),
    row(words.outside, [
      '',
      figures.acknowledged - sum(({ acknowledged }) => acknowledged),
      lost - sum((kind) => kind.lost),
      doubled - sum((kind) => kind.doubled),
    ]),
    row(words.total, [sum(({ times }) => times), figures.acknowledged, lost, doubled]),
  ];
  return [
    ...table(words.head, lines),
    '',
    figuresLine(run, seed, language),
    ...missing.map(({ name, why }) => `*** ${words.missing}: ${name} (${why}) ***`),
    ...findingLines(run, words.findings),
    isGood(rows, findings) ? words.good : words.bad,
  ];
}

function row(name: string, cells: readonly (string | number)[]): readonly string[] {
  return [name, ...cells.map(String), '', ''];
}

function figuresLine({ figures }: FaultRun, seed: number, language: Language): string {
  const { sent, acknowledged, referrals, records, ledgerLooks, seconds } = figures;
  const name = `${WORDS[language].seed} ${String(seed)}`;
  return language === 'fr'
    ? `  ${name} · ${String(seconds)} s · ${String(sent)} événements envoyés, ${String(acknowledged)} accusés, ${String(referrals)} aiguillages, ${String(records)} lignes du journal, registre regardé ${String(ledgerLooks)} fois`
    : `  ${name} · ${String(seconds)} s · ${String(sent)} events sent, ${String(acknowledged)} acknowledged, ${String(referrals)} referrals, ${String(records)} records in the log, ledger looked at ${String(ledgerLooks)} times`;
}

/** Findings of one kind together, the worst first, each with a few examples. */
function findingLines({ findings }: FaultRun, title: string): readonly string[] {
  if (findings.length === 0) return [];
  const groups = [...Map.groupBy(findings, ({ kind, what }) => `${kind}: ${what}`)];
  const worst = (name: string): number => WORST_FIRST.findIndex((kind) => name.startsWith(kind));
  groups.sort(([one], [other]) => worst(one) - worst(other));
  return [
    title,
    ...groups.map(([name, own]) => {
      const examples = own.slice(0, EXAMPLES).map(({ subject }) => subject);
      return `  ${name} × ${String(own.length)} [${examples.join(', ')}${own.length > EXAMPLES ? ', …' : ''}]`;
    }),
  ];
}
