import { printFigure, quantile } from './figure.js';
import type { Route } from './route-load.js';
import { DEPARTMENT } from './route-load.js';

const CALLERS = 64;
const SECONDS = 3;

/** `feed.capacity`: how long 64 callers wait for the places of the city, each asking again when it has its answer. */
export async function measureCapacity({ havre }: Pick<Route, 'havre'>): Promise<void> {
  const url = `${havre.urls.feed}/v1/capacity`;
  const headers = { authorization: `Bearer ${havre.token(DEPARTMENT.key)}` };
  const latencies: number[] = [];
  const end = performance.now() + SECONDS * 1_000;
  let bytes = 0;
  const caller = async (): Promise<void> => {
    while (performance.now() < end) {
      const began = performance.now();
      const response = await fetch(url, { headers });
      bytes = (await response.arrayBuffer()).byteLength;
      if (!response.ok) throw new Error('the feed does not answer');
      latencies.push(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: CALLERS }, caller));
  const more = { callers: CALLERS, bytes, rate: latencies.length / SECONDS };
  printFigure({ metric: 'feed.capacity.p50', value: quantile(latencies, 0.5), unit: 'ms', ...more });
  printFigure({ metric: 'feed.capacity.p99', value: quantile(latencies, 0.99), unit: 'ms', ...more });
}
