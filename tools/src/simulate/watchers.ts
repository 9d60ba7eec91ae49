import type { Hold } from '@havre/capacity/domain';
import type { LedgerWatch } from './shell/ledger-shell.js';
import type { RoutingWatch } from './shell/routing-watch.js';

/** Several who watch the ledger: the checks first, so that what is broken is not counted. */
export function ledgerWatchers(
  check: LedgerWatch,
  tally: LedgerWatch,
  onHold: (before: Hold | undefined, after: Hold) => void,
): LedgerWatch {
  return {
    recorded: (record, command, effects) => {
      check.recorded(record, command, effects);
      tally.recorded(record, command, effects);
    },
    rowSaved: (record, before, after, because) => {
      check.rowSaved(record, before, after, because);
      tally.rowSaved(record, before, after, because);
    },
    holdSaved: (record, before, after) => {
      check.holdSaved(record, before, after);
      tally.holdSaved(record, before, after);
      onHold(before, after);
    },
  };
}

/** The same for the referrals. */
export function routingWatchers(check: RoutingWatch, tally: RoutingWatch): RoutingWatch {
  return {
    decided: (before, after, input) => {
      check.decided(before, after, input);
      tally.decided(before, after, input);
    },
    refused: (reason) => {
      tally.refused(reason);
    },
    emitted: (emission) => {
      check.emitted(emission);
      tally.emitted(emission);
    },
    flagged: (flag) => {
      tally.flagged(flag);
    },
    chosen: (choice) => {
      check.chosen(choice);
      tally.chosen(choice);
    },
    explained: (entry, explanation) => {
      check.explained(entry, explanation);
      tally.explained(entry, explanation);
    },
    forgotten: (referral) => {
      check.forgotten(referral);
      tally.forgotten(referral);
    },
  };
}
