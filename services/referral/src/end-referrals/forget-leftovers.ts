import { Inject, Injectable } from '@nestjs/common';
import { cleanInbox } from '@havre/messaging';
import { DataSource } from 'typeorm';
import type { Limits } from '../domain/limits.js';
import { DirectoryStore } from '../persistence/directory.store.js';
import { LIMITS } from '../settings/tokens.js';
import { largestOf } from '../settings/per-kind-setting.js';

const DAY_MS = 86_400_000;
/** The log may keep a record a little longer than told. */
const INBOX_MARGIN_DAYS = 2;

/** What was forgotten, in counts only. */
export interface ForgottenCounts {
  readonly versions: number;
  readonly days: number;
  readonly inbox: number;
}

/**
 * Forgets what outlives the referrals: the ids of events seen, versions of directory entries that no living referral was
 * matched with, places of days that are over. The referrals themselves are forgotten by the clock, each in its time.
 */
@Injectable()
export class ForgetLeftovers {
  constructor(
    private readonly dataSource: DataSource,
    private readonly directory: DirectoryStore,
    @Inject(LIMITS) private readonly limits: Limits,
  ) {}

  async run(): Promise<ForgottenCounts> {
    const { retentionDays, waitLimitHours } = this.limits;
    const inbox = await cleanInbox(this.dataSource, (retentionDays + INBOX_MARGIN_DAYS) * DAY_MS);
    // A referral that is reopened again and again may live longer; its oldest matches then lose their replay.
    const longestLifeDays = 2 * (retentionDays + Math.ceil(largestOf(waitLimitHours) / 24));
    return { inbox, ...(await this.directory.forget(this.dataSource.manager, longestLifeDays)) };
  }
}
