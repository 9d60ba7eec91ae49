import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** One accepted event of a publisher, for as long as the retention lasts. Holds nothing of its content. */
@Entity({ name: 'receipt' })
@Index(['source', 'eventId'], { unique: true })
export class ReceiptEntity {
  /** UUID v7. */
  @PrimaryColumn({ type: 'uuid' })
  receipt!: string;

  @Column({ type: 'text' })
  source!: string;

  @Column({ type: 'text', name: 'event_id' })
  eventId!: string;

  /** SHA-256 of the cleared canonical content. */
  @Column({ type: 'bytea' })
  fingerprint!: Buffer;

  @Column({ type: 'text' })
  subject!: string;

  @Column({ type: 'timestamptz', name: 'accepted_at' })
  acceptedAt!: Date;

  /** Null until a later transaction has noted that the event log holds the event. */
  @Column({ type: 'timestamptz', name: 'appended_at', nullable: true })
  appendedAt!: Date | null;
}
