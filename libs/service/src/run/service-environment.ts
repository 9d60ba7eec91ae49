import type { Environment } from '../settings/define-settings.js';

/** What the host of a service gives it. A service's own process gives only `env`; the standalone host shares more. */
export interface ServiceEnvironment<EventLog = unknown> {
  readonly env: Environment;
  /** An opened event log that the host shares and closes; absent: the service opens and closes its own. */
  readonly eventLog?: EventLog;
  /** False when another service of the same process already publishes the process's metrics. Default true. */
  readonly hasProcessMetrics?: boolean;
}

/** A service that runs. */
export interface RunningService {
  readonly name: string;
  /** `http://host:port`, without a slash at the end; with port 0, the port that was found. */
  readonly url: string;
  readonly port: number;
  /** Drains and stops; resolves when nothing of it is left. Calling it again waits for the same end. */
  close(): Promise<void>;
}
