import type { Evidence, Finding } from './evidence.js';
import { judgeAnswers } from './judge-answers.js';
import { judgeFeeds } from './judge-feeds.js';
import { judgeIntakes } from './judge-intakes.js';
import { judgeLedger } from './judge-ledger.js';
import { judgeLog } from './judge-log.js';
import { judgeReferrals } from './judge-referrals.js';

/**
 * Everything that a run must not show: acknowledged events without exactly one effect, order that was not kept, places
 * promised twice, referrals without an end. Pure: the same evidence gives the same findings.
 */
export function judge(evidence: Evidence): readonly Finding[] {
  const books = [judgeLog, judgeIntakes, judgeAnswers, judgeLedger, judgeReferrals, judgeFeeds];
  return books.flatMap((book) => book(evidence));
}
