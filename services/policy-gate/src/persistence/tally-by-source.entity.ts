import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Verdicts of one day (UTC) and one source. Says nothing of categories. */
@Entity({ name: 'tally_by_source' })
export class TallyBySourceEntity {
  @PrimaryColumn({ type: 'date' })
  day!: string;

  @PrimaryColumn({ type: 'text' })
  source!: string;

  @Column({ type: 'bigint' })
  cleared!: string;

  @Column({ type: 'bigint' })
  dropped!: string;
}
