import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

const MOST = 10_000;

const COUNT = `SELECT
    (SELECT count(*) FROM directory_entry WHERE is_current AND is_listed)::integer AS services,
    (SELECT count(*) FROM (SELECT 1 FROM referral WHERE turn_at IS NOT NULL LIMIT $1) AS line)::integer AS "inLine",
    (SELECT count(*) FROM (SELECT 1 FROM referral WHERE state = 'needs-attention' LIMIT $1) AS queue)::integer
      AS "needsAttention",
    (SELECT count(*) FROM (SELECT 1 FROM outbox LIMIT $1) AS waiting)::integer AS outbox`;

/** How much waits, for the operators: at most 10,000 of each are counted, so that looking costs little. */
@Injectable()
export class CountWork {
  constructor(private readonly dataSource: DataSource) {}

  async counts(): Promise<Readonly<Record<string, number>>> {
    const [row] = await this.dataSource.query<Record<string, number>[]>(COUNT, [MOST]);
    return row ?? {};
  }
}
