import { describe, expect, it } from '@jest/globals';
import type { INestApplication, INestMicroservice } from '@nestjs/common';
import type { CustomStrategy } from '@nestjs/microservices';
import { firstValueFrom, type Observable } from 'rxjs';
import { RecordingLog } from '../testing/recording-log.js';
import { connectEventLog } from './connect-event-log.js';
import { EventLogServer } from './event-log-server.js';
import type { Parking } from './parking.js';

const parking: Parking = {
  parkedKeys: () => Promise.resolve(new Set()),
  queueBehind: () => Promise.resolve(new Set()),
  park: () => Promise.resolve(),
  attach: () => undefined,
};

describe('connecting an application to the event log', () => {
  it('puts the transport and the filter that keeps errors as they are', async () => {
    const filters: { catch(error: unknown): Observable<never> }[] = [];
    const strategies: unknown[] = [];
    const microservice = { useGlobalFilters: (...given: typeof filters) => filters.push(...given) };
    const app = {
      connectMicroservice: ({ strategy }: CustomStrategy) => {
        strategies.push(strategy);
        return microservice as unknown as INestMicroservice;
      },
    } as unknown as INestApplication;
    connectEventLog(app, { eventLog: new RecordingLog(), group: 'referral', parking });
    const error = new Error('as it is');
    expect(strategies[0]).toBeInstanceOf(EventLogServer);
    await expect(firstValueFrom(filters[0]!.catch(error))).rejects.toBe(error);
  });
});
