import { Controller, Get, HttpCode, Inject, Optional, Param, Post } from '@nestjs/common';
import { OperationsOnly } from '../api-keys/access.decorator.js';
import { faultCodeOf } from '../fault/fault-of.js';
import { ProblemException } from '../http/problem.js';
import type { ProblemDefinition } from '../http/problem.js';
import { PROBLEMS } from '../http/problems.js';
import { OPERATIONS } from './operations.js';
import type {
  ConsumerGroup,
  Operations,
  Parked,
  ParkedEntry,
  ParkedOutcome,
  PartitionBacklog,
} from './operations.js';

interface TopicLag {
  readonly topic: string;
  readonly lag: number;
  readonly partitions: readonly { readonly partition: number; readonly lag: number }[];
}

interface GroupLag {
  readonly group: string;
  readonly status: 'ok' | 'failed';
  readonly code?: string;
  readonly lag?: number;
  readonly topics?: readonly TopicLag[];
}

/** `/ops/v1/status`. */
export interface OperationsStatus {
  readonly groups: readonly GroupLag[];
  /** Keys that wait for an operator. */
  readonly parked: number;
  readonly counts: Readonly<Record<string, number>>;
}

/** A parked key as `/ops/v1/parked` shows it. */
export type ParkedKeyView = Omit<ParkedEntry, 'offset' | 'parkedAt'> & {
  readonly offset: string;
  readonly parkedAt: string;
};

const NOT_NOW: ProblemDefinition = {
  code: 'failed-again',
  status: 409,
  title: {
    fr: 'L’événement échoue encore ; il reste de côté.',
    en: 'The event fails again; it stays parked.',
  },
};

/** What operators see of one service, and do to it, through the admin service. */
@OperationsOnly()
@Controller('ops/v1')
export class OperationsController {
  constructor(@Optional() @Inject(OPERATIONS) private readonly operations: Operations | null) {}

  @Get('status')
  async status(): Promise<OperationsStatus> {
    const { groups = [], parked, counts = () => Promise.resolve({}) } = this.operations ?? {};
    const [lags, waiting, numbers] = await Promise.all([
      Promise.all(groups.map(lagOf)),
      parked?.list() ?? [],
      counts(),
    ]);
    return { groups: lags, parked: waiting.length, counts: numbers };
  }

  @Get('parked')
  async list(): Promise<{ parked: readonly ParkedKeyView[] }> {
    const entries = (await this.operations?.parked?.list()) ?? [];
    return { parked: entries.map(viewOf) };
  }

  @Post('parked/:id/retry')
  @HttpCode(200)
  retry(@Param('id') id: string): Promise<ParkedOutcome> {
    return this.#act((parked) => parked.retry(id));
  }

  @Post('parked/:id/discard')
  @HttpCode(200)
  discard(@Param('id') id: string): Promise<ParkedOutcome> {
    return this.#act((parked) => parked.discard(id));
  }

  async #act(action: (parked: Parked) => Promise<ParkedOutcome>): Promise<ParkedOutcome> {
    const parked = this.operations?.parked;
    if (parked === undefined) throw new ProblemException(PROBLEMS.notFound);
    const result = await action(parked);
    if (result.outcome !== 'refused') return result;
    switch (result.reason) {
      case 'unknown-id':
        throw new ProblemException(PROBLEMS.notFound);
      case 'failed-again':
        throw new ProblemException(NOT_NOW);
      case 'not-ready':
        throw new ProblemException(PROBLEMS.unavailable, { retryAfterS: 5 });
    }
  }
}

/** One group that cannot be asked does not hide the others. */
async function lagOf(consumer: ConsumerGroup): Promise<GroupLag> {
  const { group } = consumer;
  try {
    const topics = byTopic(await consumer.lag());
    return { group, status: 'ok', lag: topics.reduce((sum, { lag }) => sum + lag, 0), topics };
  } catch (error) {
    return { group, status: 'failed', code: faultCodeOf(error) };
  }
}

function byTopic(partitions: readonly PartitionBacklog[]): readonly TopicLag[] {
  return [...Map.groupBy(partitions, ({ topic }) => topic)].map(([topic, entries]) => {
    const lags = entries.map(({ partition, lag }) => ({ partition, lag: Number(lag) }));
    return { topic, lag: lags.reduce((sum, { lag }) => sum + lag, 0), partitions: lags };
  });
}

function viewOf({
  id,
  consumer,
  topic,
  partition,
  key,
  offset,
  errorCode,
  attempts,
  parkedAt,
  count,
}: ParkedEntry): ParkedKeyView {
  const when = parkedAt.toISOString();
  return {
    id,
    consumer,
    topic,
    partition,
    key,
    offset: String(offset),
    errorCode,
    attempts,
    parkedAt: when,
    count,
  };
}
