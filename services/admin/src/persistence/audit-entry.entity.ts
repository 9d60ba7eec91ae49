import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One step of an operator's action: asked, then what came of it. Rows are only ever added. */
@Entity({ name: 'audit_entry' })
export class AuditEntry {
  @PrimaryColumn('uuid')
  id!: string;

  /** The same for the two rows of one action. */
  @Column('uuid', { name: 'attempt_id' })
  attemptId!: string;

  @Column('timestamptz')
  at!: Date;

  @Column('text', { name: 'key_id' })
  keyId!: string;

  @Column('text')
  action!: string;

  @Column('text')
  service!: string;

  /** The id of the parked key, or of a decision on a referral: a random number that names nobody. */
  @Column('uuid')
  target!: string;

  @Column('text')
  reason!: string;

  /** `asked`, or the outcome. */
  @Column('text')
  step!: string;
}
