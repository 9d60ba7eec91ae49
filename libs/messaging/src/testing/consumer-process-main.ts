import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { openEventLog } from '../open-event-log.js';
import type { ConsumerOrders, ConsumerReport } from './consumer-process.js';

const { settings, subscribe, handlerMs } = JSON.parse(process.argv[2] ?? '') as ConsumerOrders;
const report = (message: ConsumerReport): unknown => process.send?.(message);

// The parent is gone: so is the reason to live.
process.on('disconnect', () => process.exit());

const log = await openEventLog(settings);
await log.subscribe(subscribe, async ({ topic, partition, records, signal }) => {
  report({ kind: 'batch', topic, partition, values: records.map(({ value }) => value) });
  await sleep(handlerMs);
  // A process that was stopped learns what it missed within one turn of its event loop.
  await nextTurn();
  report({ kind: 'handled', partition, last: records.at(-1)?.value ?? '', isAborted: signal.aborted });
});
report({ kind: 'subscribed' });
