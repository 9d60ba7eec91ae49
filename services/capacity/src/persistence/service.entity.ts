import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A service of the directory as the ledger needs it; every service ever spoken of has one row, which is its lock. */
@Entity({ name: 'service' })
export class ServiceEntity {
  @PrimaryColumn({ name: 'service_id', type: 'text' })
  serviceId!: string;

  /** Source that listed the service; null until somebody has. */
  @Column({ type: 'text', nullable: true })
  owner!: string | null;

  @Column({ name: 'is_listed', type: 'boolean', default: false })
  isListed!: boolean;

  @Column({ type: 'text', nullable: true })
  kind!: string | null;

  @Column({ name: 'closed_from', type: 'timestamptz', nullable: true })
  closedFrom!: Date | null;

  @Column({ name: 'closed_until', type: 'timestamptz', nullable: true })
  closedUntil!: Date | null;
}
