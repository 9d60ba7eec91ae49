import { randomUUID } from 'node:crypto';

import { EVENT_LOG, messagingProviders, Outbox, OutboxRelay, type EventLog } from '@havre/messaging';
import { createReplicaKey, Opener } from '@havre/sealing';
import { CLOCK, LOGGER, METRICS, type Clock, type ServiceLogger } from '@havre/service';
import type { Provider, Type } from '@nestjs/common';
import type { Registry } from 'prom-client';
import { DataSource } from 'typeorm';

import { ADMISSIONS, type Admissions } from '../accept-events/admissions.js';
import { ScreenDocuments } from '../accept-events/screen-documents.js';
import { EndEpochs } from '../keep-epochs/end-epochs.js';
import { EpochKeeper } from '../keep-epochs/epoch-keeper.js';
import { GiveKeysController } from '../keep-epochs/give-keys.controller.js';
import { EpochKeyRing } from '../keep-epochs/key-ring.js';
import { PeerKeys } from '../keep-epochs/peer-keys.js';
import { ShowKeysController } from '../keep-epochs/show-keys.controller.js';
import { EpochRepository } from '../persistence/epoch.repository.js';
import { IngressRepository } from '../persistence/ingress.repository.js';
import type { PolicyGateSettings } from '../settings/policy-gate-settings.js';
import { IngressMetrics } from './ingress-metrics.js';
import { JudgeRecords } from './judge-records.js';
import { OpenBatch } from './open-batch.js';
import type { Probe } from './probe.js';
import { GROUP, SealedDoor } from './sealed-door.js';
import { SealReader } from './seal-reader.js';
import { SettleBatch } from './settle-batch.js';
import { SweepIngress } from './sweep-ingress.js';

export interface SealedDoorWiring {
  readonly controllers: readonly Type[];
  readonly providers: readonly Provider[];
}

const MINUTE_MS = 60_000;
const PEER_TIMEOUT_MS = 2_000;

/** Whether there is a sealed door. */
export function isSealedDoorOpen({ ingressDepartments }: PolicyGateSettings): boolean {
  return ingressDepartments.length > 0;
}

/** What the sealed door consists of; nothing where there is none. */
export function sealedDoor(settings: PolicyGateSettings, probe: Probe): SealedDoorWiring {
  if (!isSealedDoorOpen(settings)) {
    return { controllers: [], providers: [{ provide: SealedDoor, useValue: null }] };
  }
  return {
    controllers: [ShowKeysController, GiveKeysController],
    providers: [
      ...messagingProviders({ consumer: GROUP }),
      ...keys(settings),
      ...judging(),
      ...records(probe),
      {
        provide: SealedDoor,
        inject: [EVENT_LOG, EpochKeeper, EndEpochs, OpenBatch, SweepIngress, LOGGER],
        useFactory: (
          log: EventLog,
          keeper: EpochKeeper,
          ending: EndEpochs,
          opening: OpenBatch,
          sweep: SweepIngress,
          logger: ServiceLogger,
        ) =>
          new SealedDoor({
            log,
            departments: settings.ingressDepartments,
            keeper,
            ending,
            opening,
            sweep,
            logger,
          }),
      },
    ],
  };
}

function keys({ opsKey = '', ingressEpochMinutes }: PolicyGateSettings): Provider[] {
  return [
    { provide: EpochKeyRing, useValue: new EpochKeyRing() },
    {
      provide: EpochRepository,
      inject: [DataSource],
      useFactory: (dataSource: DataSource) => new EpochRepository(dataSource),
    },
    {
      provide: EpochKeeper,
      inject: [EpochRepository, EpochKeyRing, LOGGER],
      useFactory: async (store: EpochRepository, ring: EpochKeyRing, logger: ServiceLogger) => {
        const replicaKey = await createReplicaKey();
        const replicaId = randomUUID();
        const timeoutMs = PEER_TIMEOUT_MS;
        const peers = new PeerKeys({ replicaId, replicaKey, opsKey, timeoutMs, fetch: globalThis.fetch });
        return new EpochKeeper({
          store,
          ring,
          ask: (peer, wanted) => peers.ask(peer, wanted),
          replica: { id: replicaId, publicJwk: replicaKey.publicJwk },
          epochMs: ingressEpochMinutes * MINUTE_MS,
          hears: (event) => logger.info(event),
        });
      },
    },
    {
      provide: EndEpochs,
      inject: [EpochRepository, IngressRepository, EVENT_LOG],
      useFactory: (epochs: EpochRepository, positions: IngressRepository, log: EventLog) =>
        new EndEpochs({ epochs, positions: () => positions.all(), lag: () => log.lag(GROUP) }),
    },
  ];
}

function judging(): Provider[] {
  return [
    {
      provide: IngressRepository,
      inject: [DataSource],
      useFactory: (dataSource: DataSource) => new IngressRepository(dataSource),
    },
    {
      provide: SealReader,
      inject: [EpochKeyRing, EpochKeeper, IngressRepository],
      useFactory: (ring: EpochKeyRing, keeper: EpochKeeper, positions: IngressRepository) => {
        const opener = new Opener({ keyOf: (kid) => ring.get(kid) });
        ring.onDestroy((kid) => opener.forget(kid));
        return new SealReader({
          ring,
          opener,
          seek: (kids) => keeper.seek(kids),
          claim: (topic, seals) => positions.claim(topic, seals),
        });
      },
    },
    {
      provide: SettleBatch,
      inject: [DataSource, IngressRepository, Outbox, OutboxRelay, CLOCK],
      useFactory: (
        dataSource: DataSource,
        positions: IngressRepository,
        outbox: Outbox,
        relay: OutboxRelay,
        clock: Clock,
      ) => new SettleBatch({ dataSource, positions, outbox, relay, now: () => clock.now() }),
    },
    {
      provide: JudgeRecords,
      inject: [ScreenDocuments, ADMISSIONS],
      useFactory: (screening: ScreenDocuments, admissions: Admissions) =>
        new JudgeRecords({ screening, admit: (request) => admissions.submit(request) }),
    },
  ];
}

function records(probe: Probe): Provider[] {
  return [
    {
      provide: SweepIngress,
      inject: [EVENT_LOG, IngressRepository, LOGGER],
      useFactory: (log: EventLog, positions: IngressRepository, logger: ServiceLogger) =>
        new SweepIngress({ log, positions, logger, probe }),
    },
    {
      provide: OpenBatch,
      inject: [IngressRepository, SealReader, JudgeRecords, SettleBatch, METRICS, SweepIngress, EVENT_LOG],
      useFactory: (
        positions: IngressRepository,
        reader: SealReader,
        judge: JudgeRecords,
        settling: SettleBatch,
        metrics: Registry,
        sweep: SweepIngress,
        log: EventLog,
      ) =>
        new OpenBatch({
          positions,
          reader,
          judge,
          settling,
          metrics: new IngressMetrics(metrics),
          probe,
          lag: () => log.lag(GROUP),
          onSettled: (topic, partition) => sweep.note(topic, partition),
        }),
    },
  ];
}
