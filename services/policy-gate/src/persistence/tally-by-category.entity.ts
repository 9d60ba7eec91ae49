import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Drops of one day (UTC) and one category. Says nothing of sources. */
@Entity({ name: 'tally_by_category' })
export class TallyByCategoryEntity {
  @PrimaryColumn({ type: 'date' })
  day!: string;

  @PrimaryColumn({ type: 'text' })
  category!: string;

  @Column({ type: 'bigint' })
  count!: string;
}
