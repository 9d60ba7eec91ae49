import { Global, Module } from '@nestjs/common';
import { EffectsOnce, ParkingLot } from '@havre/messaging';
import { DataSource } from 'typeorm';

/** The feed's consumer group. */
export const GROUP = 'feed';

/** What reads the log once and keeps aside what cannot be read. The feed publishes nothing: it has no outbox relay. */
@Global()
@Module({
  providers: [
    {
      provide: EffectsOnce,
      inject: [DataSource],
      useFactory: (dataSource: DataSource) => new EffectsOnce(dataSource, GROUP),
    },
    {
      provide: ParkingLot,
      inject: [DataSource],
      useFactory: (dataSource: DataSource) => new ParkingLot(dataSource, GROUP),
    },
  ],
  exports: [EffectsOnce, ParkingLot],
})
export class FeedConsumerModule {}
