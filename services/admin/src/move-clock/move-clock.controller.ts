import { Body, Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { CLOCK, RequireScope, TestClock } from '@havre/service';
import { IsInt, Max, Min } from 'class-validator';
import { code, count, record } from '../upstream/decode.js';
import { UpstreamClient, type Answer } from '../upstream/upstream-client.js';
import { codeOfFailure } from '../upstream/service-states.js';
import type { UpstreamName } from '../upstream/upstreams.js';

const SECOND_MS = 1_000;
const NINETY_DAYS_S = 7_776_000;

export class ClockAdvance {
  /** Whole seconds, 1 to 7 776 000 (90 days). */
  @IsInt()
  @Min(1)
  @Max(NINETY_DAYS_S)
  advanceSeconds!: number;
}

interface ServiceClock {
  readonly service: UpstreamName;
  readonly status: 'ok' | 'down';
  readonly now?: string;
  readonly code?: string;
}

interface ClockReport {
  /** RFC 3339, UTC: where all clocks stand that are `ok`. */
  readonly now: string;
  readonly services: readonly ServiceClock[];
}

interface ClockView {
  readonly now: string;
  readonly aheadMs: number;
}

const PATH = '/ops/v1/clock';
const clock = record<ClockView>({ now: code, aheadMs: count });

/**
 * `/v1/clock`, with `HAVRE_TEST_CLOCK=1` only: the one clock of offers, holds, expiry and retention. A service that was down
 * catches up with the next move, for each move says how far ahead of real time the clock is, not how far it goes.
 */
@Controller('v1/clock')
export class MoveClockController {
  constructor(
    private readonly upstreams: UpstreamClient,
    @Inject(CLOCK) private readonly own: TestClock,
  ) {}

  @Get()
  @RequireScope('admin:read')
  async read(): Promise<ClockReport> {
    return this.#report((name) => this.upstreams.get(name, PATH, clock));
  }

  /** Everybody gets the same distance; one that is further already stays where it is. */
  @Post()
  @HttpCode(200)
  @RequireScope('admin:act')
  async advance(@Body() { advanceSeconds }: ClockAdvance): Promise<ClockReport> {
    const aheadMs = Math.round(this.own.aheadMs + advanceSeconds * SECOND_MS);
    await this.own.moveTo(aheadMs);
    return this.#report((name) => this.upstreams.post(name, `${PATH}?aheadMs=${aheadMs}`, clock));
  }

  async #report(ask: (name: UpstreamName) => Promise<Answer<ClockView>>): Promise<ClockReport> {
    const services = await Promise.all(
      this.upstreams.names.map(async (name) => clockOf(name, await ask(name))),
    );
    return { now: this.own.now().toISOString(), services };
  }
}

function clockOf(service: UpstreamName, answer: Answer<ClockView>): ServiceClock {
  if (answer.outcome === 'answered') return { service, status: 'ok', now: answer.value.now };
  return { service, status: 'down', code: codeOfFailure(answer) };
}
