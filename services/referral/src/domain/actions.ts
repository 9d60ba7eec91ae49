import { DECLINE_CONSEQUENCES } from './consequences.js';
import { askAgain } from './ask-again.js';
import type { Draft } from './draft.js';
import { emit } from './effects.js';
import { announceUnplaced, close, endOffer } from './ending-actions.js';
import {
  confirm,
  confirmPlace,
  occupy,
  offer,
  prolong,
  release,
  releaseStray,
  requestHold,
  warn,
} from './hold-actions.js';
import { lastingPassed } from './passed-service.js';
import {
  announceTransfer,
  announceTransferEnd,
  freeInside,
  keepInside,
  restoreInside,
  stayInside,
  takeMissed,
} from './transfer-actions.js';
import { lookAgain, wait } from './waiting-actions.js';

/** As many decisions as are remembered of one referral. */
const MOST_DECISIONS = 20;

/** What a line of the table may do, in the words of the table. */
const ACTIONS = {
  'announce-opened': (draft) => {
    const { id, intakeId, needIndex, publisher, request } = draft.referral;
    const { kind, priority } = request.need;
    draft.effects.push(
      emit('havre.referral.opened.v1', id, { intakeId, needIndex, kind, priority, publisher }),
    );
  },
  seek: (draft) => {
    draft.isSeeking = true;
  },

  'request-hold': requestHold,
  offer,
  confirm,
  prolong,
  'confirm-place': confirmPlace,
  warn,
  'keep-place': (draft) => {
    draft.changeHold({ phase: 'confirmed', awaitsConfirmation: false });
  },
  'note-confirmation': (draft) => {
    draft.changeHold({ awaitsConfirmation: false });
  },
  occupy,
  'count-in': (draft) => {
    draft.changeHold({ phase: 'occupied', expiresAt: null });
  },

  'ask-again': askAgain,

  release: (draft) => {
    release(draft, false);
  },
  'release-stray': releaseStray,
  'release-declined': (draft) => {
    const { input } = draft;
    release(draft, input?.on === 'declined' && DECLINE_CONSEQUENCES[input.reason].correctsAvailability);
  },
  // A place that is damaged, closing or without staff is no place for the next household either, until somebody counts again.
  'release-returned': (draft) => {
    const { input } = draft;
    release(draft, input?.on === 'returned' && input.reason !== 'safety');
  },
  'drop-hold': (draft) => {
    draft.change({ hold: null });
  },
  'end-hold': (draft) => {
    draft.changeHold({ phase: 'ended', expiresAt: null });
  },
  'keep-inside': keepInside,
  'stay-inside': stayInside,
  'take-missed': takeMissed,
  'restore-inside': restoreInside,
  'free-inside': freeInside,
  'announce-transfer': announceTransfer,
  'announce-moved': (draft) => {
    announceTransferEnd(draft, 'moved');
  },

  'end-offer-expired': (draft) => {
    endOffer(draft, 'expired');
  },
  'end-offer-returned': (draft) => {
    endOffer(draft, 'returned');
  },
  'end-offer-withdrawn': (draft) => {
    endOffer(draft, 'withdrawn');
  },
  'end-offer-corrected': (draft) => {
    endOffer(draft, 'corrected');
  },

  'pass-refused': (draft) => {
    if (draft.input?.on === 'hold-refused') draft.pass(draft.input.reason);
  },
  // Until something is heard of that service again.
  'pass-silent': (draft) => {
    draft.pass('gone');
  },
  'pass-expired': (draft) => {
    draft.pass('expired');
  },
  'pass-closed': (draft) => {
    draft.pass('closed');
  },
  'pass-declined': (draft) => {
    if (draft.input?.on === 'declined') draft.pass(DECLINE_CONSEQUENCES[draft.input.reason].passed);
  },
  'pass-returned': (draft) => {
    const { input } = draft;
    draft.pass(input?.on === 'returned' && input.reason === 'safety' ? 'safety' : 'returned');
  },
  'forget-passed': (draft) => {
    draft.change({ passed: lastingPassed(draft.referral.passed) });
  },
  'flag-declined': (draft) => {
    const { hold, input } = draft;
    if (hold === null || input?.on !== 'declined') return;
    const { flag } = DECLINE_CONSEQUENCES[input.reason];
    if (flag !== null) draft.effects.push({ effect: 'flag', serviceId: hold.serviceId, flag });
  },
  'flag-unanswered': (draft) => {
    const { hold } = draft;
    if (hold === null) return;
    draft.effects.push({ effect: 'flag', serviceId: hold.serviceId, flag: 'offer-unanswered' });
  },
  'send-on': (draft) => {
    draft.change({ isUrgent: true });
  },

  'tell-too-late': (draft) => {
    draft.tell(draft.hold?.answer, 'too-late');
  },
  'tell-no-place': (draft) => {
    draft.tell(draft.hold?.answer, 'no-place');
  },

  wait,
  'ask-loop-cap': (draft) => {
    draft.askPerson('loop-cap');
  },
  'ask-safety': (draft) => {
    draft.askPerson('safety');
  },
  'ask-inside': (draft) => {
    draft.askPerson('returned-inside');
  },
  'ask-elsewhere': (draft) => {
    draft.askPerson('none-elsewhere');
  },
  'ask-stale': (draft) => {
    draft.askPerson('all-stale', draft.input?.on === 'no-place' ? draft.input.toRing : []);
    lookAgain(draft);
  },
  'ask-discarded': (draft) => {
    draft.askPerson('discarded');
  },

  'close-by-provider': (draft) => {
    close(draft, 'provider');
  },
  'close-by-department': (draft) => {
    close(draft, 'department');
  },
  'close-by-system': (draft) => {
    close(draft, 'system');
  },
  'announce-unplaced': (draft) => {
    if (draft.input?.on === 'no-place') announceUnplaced(draft, draft.input.reason);
  },
  'announce-wait-limit': (draft) => {
    announceUnplaced(draft, 'wait-limit');
  },
  'announce-closed-by-person': (draft) => {
    announceUnplaced(draft, 'closed-by-person');
  },

  'note-decision': (draft) => {
    const { input, referral } = draft;
    if (input === null || !('decision' in input)) return;
    draft.change({ decisions: [...(referral.decisions ?? []), input.decision].slice(-MOST_DECISIONS) });
  },
  'start-over': (draft) => {
    const { referral, now } = draft;
    // Whoever was asked in vain until a person had to look is not asked again before those who were not asked yet.
    const passed = referral.reason === 'loop-cap' ? referral.passed : lastingPassed(referral.passed);
    draft.change({ offers: 0, waitsSince: now, looks: 0, passed });
  },
  'replace-request': (draft) => {
    if (draft.input?.on === 'corrected') draft.change({ request: draft.input.request });
  },
} satisfies Readonly<Record<string, (draft: Draft) => void>>;

/** The name of an action of the table. */
export type ActionName = keyof typeof ACTIONS;

/** Does what a line of the table says. */
export function perform(action: ActionName, draft: Draft): void {
  ACTIONS[action](draft);
}
