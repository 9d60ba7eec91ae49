import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One hold. Written by `LedgerStore` only. */
@Entity({ name: 'hold' })
export class HoldEntity {
  @PrimaryColumn({ name: 'hold_id', type: 'uuid' })
  holdId!: string;

  @Column({ name: 'service_id', type: 'text' })
  serviceId!: string;

  @Column({ name: 'unit_key', type: 'text' })
  unitKey!: string;

  @Column({ type: 'integer' })
  quantity!: number;

  @Column({ type: 'text' })
  publisher!: string;

  @Column({ type: 'text' })
  state!: string;

  @Column({ name: 'expires_at', type: 'timestamptz', nullable: true })
  expiresAt!: Date | null;

  @Column({ name: 'settled_at', type: 'timestamptz', nullable: true })
  settledAt!: Date | null;
}
