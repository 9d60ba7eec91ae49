import { afterAll, afterEach, beforeAll, describe } from '@jest/globals';
import { describeDelivery } from './delivery-contract.js';
import { describeFailures } from './failure-contract.js';
import { LogBench, type LogUnderTest } from './log-under-test.js';
import { describePositions } from './position-contract.js';
import { describeRefusals } from './refusal-contract.js';
import { describeSharing } from './sharing-contract.js';

/** Time for what waits for a session to run out or for a log to come back. */
export const FAULT_TIMEOUT_MS = 120_000;

/** What every adapter of the event log promises, on the real thing. */
export function describeEventLogContract(name: string, start: () => Promise<LogUnderTest>): void {
  describe(`event log contract: ${name}`, () => {
    const current = useBench(start);
    describeDelivery(current);
    describePositions(current);
    describeSharing(current);
    describeRefusals(current);
    describeFailures(current);
  });
}

/** The part of the contract that how a client signs in could break; the rest is held on a log without sign-in. */
export function describeShortContract(
  name: string,
  start: () => Promise<LogUnderTest>,
  describeMore: (current: () => LogBench) => void,
): void {
  describe(`short event log contract: ${name}`, () => {
    const current = useBench(start);
    describeDelivery(current);
    describePositions(current);
    describeRefusals(current);
    describeMore(current);
  });
}

function useBench(start: () => Promise<LogUnderTest>): () => LogBench {
  let bench: LogBench;
  beforeAll(async () => {
    bench = new LogBench(await start());
  }, FAULT_TIMEOUT_MS);
  afterEach(() => bench.closeAll(), FAULT_TIMEOUT_MS);
  afterAll(() => bench.underTest.stop(), FAULT_TIMEOUT_MS);
  return () => bench;
}
