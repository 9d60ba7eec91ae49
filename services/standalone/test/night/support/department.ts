import { setTimeout as sleep } from 'node:timers/promises';
import type { FeedEvent } from '@havre/publisher';
import type { House } from './house.js';
import type { Partner } from './partner.js';

/** A referral as its department reads it. */
export interface ReferralView {
  readonly state: string;
  readonly reason?: string;
}

const WITHIN_MS = 30_000;

/** What a department asked for one household, and what comes of it. */
export class Request {
  constructor(
    readonly department: Partner,
    readonly intakeId: string,
    readonly receipt: string,
  ) {}

  /** The offer at this house, the first after `after` when given. */
  offerAt(house: House, after?: FeedEvent): Promise<FeedEvent> {
    return this.department.hears(
      'referral.offered',
      { intakeId: this.intakeId, serviceId: house.serviceId },
      after,
    );
  }

  /** Whatever offer comes first, or first after `after`. */
  anyOffer(after?: FeedEvent): Promise<FeedEvent> {
    return this.department.hears('referral.offered', { intakeId: this.intakeId }, after);
  }

  /** Every offer so far, by service; all of them once the night has settled. */
  async offeredTo(): Promise<readonly unknown[]> {
    const offers = await this.department.heard({
      type: 'havre.referral.offered.v1',
      intakeId: this.intakeId,
    });
    return offers.map((event) => event.data['serviceId']);
  }

  /** The referral of one of the needs. */
  async referral(needIndex = 0): Promise<string> {
    const opened = await this.department.hears('referral.opened', { intakeId: this.intakeId, needIndex });
    return opened.subject;
  }

  waits(reason = 'all-full'): Promise<FeedEvent> {
    return this.department.hears('referral.waitlisted', { intakeId: this.intakeId, reason });
  }

  isUnplaced(reason: string): Promise<FeedEvent> {
    return this.department.hears('referral.unplaced', { intakeId: this.intakeId, reason });
  }

  needsSomebody(reason: string): Promise<FeedEvent> {
    return this.department.hears('referral.attention-needed', { intakeId: this.intakeId, reason });
  }

  isClosed(outcome: string, by: string): Promise<FeedEvent> {
    return this.department.hears('referral.closed', { intakeId: this.intakeId, outcome, by });
  }

  /** What the department says of one of its referrals. */
  async withdraws(reason?: string): Promise<{ receipt: string }> {
    return this.department.say('referral.withdrawn', reason === undefined ? {} : { reason }, {
      subject: await this.referral(),
    });
  }

  async reopens(): Promise<{ receipt: string }> {
    return this.department.say('referral.reopened', {}, { subject: await this.referral() });
  }

  corrects(intake: object): Promise<{ receipt: string }> {
    return this.department.say('intake.corrected', intake, { subject: this.intakeId });
  }

  /** The referral of the first need, as the department reads it. */
  async view(): Promise<ReferralView> {
    return this.department.read<ReferralView>(`/v1/referrals/${await this.referral()}`);
  }

  /** Waits until the department reads this state. */
  async comesTo(state: string): Promise<ReferralView> {
    const deadline = Date.now() + WITHIN_MS;
    for (;;) {
      const view = await this.view();
      if (view.state === state) return view;
      if (Date.now() > deadline) throw new Error(`not ${state} but ${view.state}`);
      await sleep(25);
    }
  }
}
