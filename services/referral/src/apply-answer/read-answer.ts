import type { HavreEvent } from '@havre/events';
import type { DepartmentInput, ProviderInput, TransferInput } from '../domain/referral-input.js';
import { answerOf } from '../settle-referrals/answer-of.js';

/** What a partner says of one referral; undefined for events of topic `havre.referral` that only tell, our own. */
export function readAnswer(event: HavreEvent): ProviderInput | DepartmentInput | TransferInput | undefined {
  if (event.type === 'havre.referral.transfer-requested.v1') {
    return { on: 'transfer-requested', answer: answerOf(event), reason: event.data.reason };
  }
  return readProvider(event) ?? readDepartment(event);
}

function readProvider(event: HavreEvent): ProviderInput | undefined {
  switch (event.type) {
    case 'havre.referral.accepted.v1': {
      const { journeyMinutes } = event.data;
      const asked = journeyMinutes === undefined ? {} : { journeyMinutes };
      return { on: 'accepted', answer: answerOf(event), ...asked };
    }
    case 'havre.referral.declined.v1':
      return { on: 'declined', answer: answerOf(event), reason: event.data.reason };
    case 'havre.referral.arrived.v1': {
      const { code } = event.data;
      return { on: 'arrived', answer: answerOf(event), ...(code === undefined ? {} : { code }) };
    }
    case 'havre.referral.returned.v1':
      return { on: 'returned', answer: answerOf(event), reason: event.data.reason };
    case 'havre.referral.completed.v1':
      return { on: 'completed', answer: answerOf(event) };
    case 'havre.referral.not-arrived.v1':
      return { on: 'not-arrived', answer: answerOf(event) };
    default:
      return undefined;
  }
}

function readDepartment(event: HavreEvent): DepartmentInput | undefined {
  switch (event.type) {
    case 'havre.referral.withdrawn.v1':
      return { on: 'withdrawn', answer: answerOf(event) };
    case 'havre.referral.reopened.v1':
      return { on: 'reopened', answer: answerOf(event) };
    default:
      return undefined;
  }
}
