import type { ServiceListing } from '@havre/events';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One version of a directory entry, for reading; `DirectoryStore` writes. */
@Entity('directory_entry')
export class DirectoryEntryEntity {
  @PrimaryColumn('integer')
  key!: number;

  @Column('text', { name: 'service_id' })
  serviceId!: string;

  @Column('text')
  provider!: string;

  @Column('jsonb')
  listing!: ServiceListing;

  @Column('timestamptz', { name: 'closure_from', nullable: true })
  closureFrom!: Date | null;

  @Column('timestamptz', { name: 'closure_until', nullable: true })
  closureUntil!: Date | null;
}
