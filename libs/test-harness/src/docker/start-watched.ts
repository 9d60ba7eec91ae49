import { randomUUID } from 'node:crypto';
import { OURS, watchOverContainer } from './watchdog.js';
import type { EngineAddress } from './watchdog.js';

/** As much of a container of testcontainers as is needed to start it under a watch. */
interface Startable<T> {
  withLabels(labels: Record<string, string>): { start(): Promise<T> };
}

export interface Watched<T> {
  readonly container: T;
  /** Call it before the container is removed. */
  readonly dismissWatchdog: () => void;
}

/** Starts a container that is gone when this process is, whenever that ends; testcontainers' own cleaner is an image more. */
export async function startWatched<T>(engine: EngineAddress, container: Startable<T>): Promise<Watched<T>> {
  const id = randomUUID();
  const dismissWatchdog = watchOverContainer(engine, id);
  return { container: await container.withLabels({ [OURS]: id }).start(), dismissWatchdog };
}
