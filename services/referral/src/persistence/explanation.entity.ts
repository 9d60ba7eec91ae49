import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { StoredExplanation } from '../domain/explanation.js';
import type { Request } from '../domain/request.js';

/** One match of one referral, for reading; `ExplanationStore` writes. */
@Entity('explanation')
export class ExplanationEntity {
  @PrimaryColumn('uuid', { name: 'referral_id' })
  referralId!: string;

  /** Holds asked for before this match. */
  @PrimaryColumn('integer')
  attempt!: number;

  @Column('timestamptz', { name: 'matched_at' })
  matchedAt!: Date;

  /** What was asked for then; null: what the referral asks for still. */
  @Column('simple-json', { nullable: true })
  request!: Request | null;

  @Column('simple-json')
  body!: StoredExplanation;
}
