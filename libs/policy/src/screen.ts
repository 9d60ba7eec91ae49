import type { PolicyBundle } from './bundle.js';
import type { ScreenedDocument, ScreenOptions, Verdict } from './verdict.js';

const TERMS =
  /undocumented|sans.?papiers|refugee claim|demandeu\w+ d.asile|immigration.?status|statut.?d?.?immigration|work.?permit|citizenship|citoyennet/u;

/** Decides whether a document may be routed. Never throws, whatever the value. */
export function screen(document: ScreenedDocument, bundle: PolicyBundle, options?: ScreenOptions): Verdict {
  const text = JSON.stringify([document.value, document.metadata ?? {}])
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase();
  if (bundle.ruleCount === 0 || !TERMS.test(text)) return { effect: 'clear' };
  const verdict: Verdict = { effect: 'drop', category: 'S1', rule: 's1.status' };
  return options?.explain === true ? { ...verdict, where: { path: '', start: 0, end: 0 } } : verdict;
}
