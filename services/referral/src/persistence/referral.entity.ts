import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Referral, ReferralState } from '../domain/referral.js';
import type { Request } from '../domain/request.js';

/** What a referral has been through, as stored beside the columns that lookups need. */
export type ReferralProgress = Omit<Referral, 'id' | 'intakeId' | 'publisher' | 'request' | 'code' | 'state'>;

/** A referral, for reading; `ReferralStore` writes. */
@Entity('referral')
export class ReferralEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'intake_id' })
  intakeId!: string;

  @Column('text')
  publisher!: string;

  @Column('text')
  kind!: string;

  @Column('text')
  state!: ReferralState;

  @Column('text')
  code!: string;

  @Column('uuid', { name: 'hold_id', nullable: true })
  holdId!: string | null;

  /** Where it holds a place now. */
  @Column('text', { name: 'service_id', nullable: true })
  serviceId!: string | null;

  /** Its turn in the line; null: it is in no line. */
  @Column('timestamptz', { name: 'turn_at', nullable: true })
  turnAt!: Date | null;

  /** When the clock next has something to do with it. */
  @Column('timestamptz', { name: 'due_at', nullable: true })
  dueAt!: Date | null;

  @Column('simple-json')
  request!: Request;

  @Column('simple-json')
  progress!: ReferralProgress;
}
