import { Counter, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

/** Injection token of the application's own `Registry` of prom-client: one for each application, none is global. */
export const METRICS = Symbol('MetricsRegistry');

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/**
 * @param isOfProcess include the process's own metrics (memory, event loop, garbage collection): true for one application
 * of a process only
 */
export function createMetrics(service: string, isOfProcess: boolean): Registry {
  const registry = new Registry();
  registry.setDefaultLabels({ service });
  if (isOfProcess) collectDefaultMetrics({ register: registry });
  return registry;
}

/** Counts and times requests by route pattern; an address that matches no route is one series, whatever it was. */
export class RequestMetrics {
  readonly #total: Counter<'method' | 'route' | 'status'>;
  readonly #seconds: Histogram<'method' | 'route'>;

  constructor(registry: Registry) {
    this.#total = new Counter({
      name: 'havre_http_requests_total',
      help: 'HTTP requests answered, by method, route pattern and status.',
      labelNames: ['method', 'route', 'status'],
      registers: [registry],
    });
    this.#seconds = new Histogram({
      name: 'havre_http_request_duration_seconds',
      help: 'Time from a request to its answer.',
      labelNames: ['method', 'route'],
      buckets: SECONDS,
      registers: [registry],
    });
  }

  observe(request: { method: string; route: string; status: string; durationMs: number }): void {
    const { method, route, status, durationMs } = request;
    this.#total.inc({ method, route, status });
    this.#seconds.observe({ method, route }, durationMs / 1_000);
  }
}
