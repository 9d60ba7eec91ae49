import { Inject, Injectable, Optional } from '@nestjs/common';
import { Gauge, type Registry } from 'prom-client';
import { METRICS } from '../metrics/metrics.js';
import { type Measure, OPERATIONS, type Operations } from './operations.js';

/** Numbers of a service's own may count people's affairs; smaller ones are nobody's business. */
const SMALLEST_SHOWN = 5;

/**
 * What operators watch of a service, as metrics that are asked for when they are read: how far behind its groups are, keys
 * that wait for an operator, numbers of its own. What cannot be asked right now is absent rather than old.
 */
@Injectable()
export class OperationsMetrics {
  constructor(
    @Optional() @Inject(OPERATIONS) operations: Operations | null,
    @Inject(METRICS) registry: Registry,
  ) {
    if (operations === null) return;
    const registers = [registry];
    const { groups = [], parked, counts, measures = [] } = operations;
    lagGauge(groups, registers);
    for (const measure of measures) measureGauge(measure, registers);
    if (parked !== undefined) parkedGauge(parked, registers);
    if (counts !== undefined) countsGauge(counts, registers);
  }
}

function lagGauge(groups: NonNullable<Operations['groups']>, registers: Registry[]): void {
  new Gauge({
    name: 'havre_log_lag_records',
    help: 'Records of the event log that a group has not worked on yet, by topic.',
    labelNames: ['group', 'topic'],
    registers,
    async collect() {
      this.reset();
      for (const consumer of groups) {
        const { group } = consumer;
        const partitions = await consumer.lag().catch(() => []);
        for (const { topic, lag: behind } of partitions) this.inc({ group, topic }, Number(behind));
      }
    },
  });
}

function parkedGauge(parked: NonNullable<Operations['parked']>, registers: Registry[]): void {
  new Gauge({
    name: 'havre_parked_keys',
    help: 'Keys whose records wait for an operator.',
    registers,
    async collect() {
      const entries = await parked.list().catch(() => undefined);
      this.reset();
      if (entries !== undefined) this.set(entries.length);
      else this.remove();
    },
  });
}

function countsGauge(counts: NonNullable<Operations['counts']>, registers: Registry[]): void {
  new Gauge({
    name: 'havre_service_count',
    help: 'Numbers of a service’s own, by name; 0 stands for fewer than five.',
    labelNames: ['name'],
    registers,
    async collect() {
      const numbers = await counts().catch(() => ({}));
      this.reset();
      for (const [name, value] of Object.entries(numbers))
        this.set({ name }, value < SMALLEST_SHOWN ? 0 : value);
    },
  });
}

function measureGauge({ name, help, labels, read }: Measure, registers: Registry[]): void {
  new Gauge({
    name,
    help,
    labelNames: [...labels],
    registers,
    async collect() {
      const readings = await read().catch(() => []);
      this.reset();
      for (const reading of readings) this.set(reading.labels, reading.value);
    },
  });
}
