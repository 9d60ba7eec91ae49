import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One row of the ledger: one kind of place of one service. Written by `LedgerStore` only. */
@Entity({ name: 'ledger' })
export class LedgerEntity {
  @PrimaryColumn({ name: 'ledger_id', type: 'bigint' })
  ledgerId!: string;

  @Column({ name: 'service_id', type: 'text' })
  serviceId!: string;

  @Column({ name: 'unit_type', type: 'text' })
  unitType!: string;

  @Column({ type: 'integer', nullable: true })
  sleeps!: number | null;

  @Column({ type: 'date', nullable: true })
  day!: string | null;

  @Column({ type: 'integer' })
  total!: number;

  @Column({ type: 'integer' })
  occupied!: number;

  @Column({ type: 'integer' })
  held!: number;

  @Column({ type: 'integer' })
  deficit!: number;

  @Column({ name: 'reported_total', type: 'integer' })
  reportedTotal!: number;

  @Column({ name: 'reported_occupied', type: 'integer' })
  reportedOccupied!: number;

  @Column({ name: 'reported_at', type: 'timestamptz', nullable: true })
  reportedAt!: Date | null;

  @Column({ type: 'text' })
  freshness!: string;
}
