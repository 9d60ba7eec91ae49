import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** The clock that rules the line, the holds and the expiry: the database's. */
@Injectable()
export class DatabaseClock {
  /** Milliseconds. */
  async now(manager: EntityManager): Promise<number> {
    const [row] = await manager.query<{ now: Date }[]>('SELECT havre_now() AS now');
    return row === undefined ? Number.NaN : row.now.getTime();
  }
}
