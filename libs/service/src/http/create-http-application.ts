import type { DynamicModule, NestApplicationOptions, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { watchKeysFile } from '../api-keys/key-ring.js';
import type { WatchedKeyRing } from '../api-keys/key-ring.js';
import { refuseInProduction } from '../clock/test-clock.js';
import type { ReadinessOptions } from '../health/health.module.js';
import { createServiceLogger } from '../logging/service-logger.js';
import type { ServiceLogger } from '../logging/service-logger.js';
import { NestLogger } from '../logging/nest-logger.js';
import { METRICS, RequestMetrics } from '../metrics/metrics.js';
import { PlatformModule } from '../platform/platform.module.js';
import type { ServiceEnvironment } from '../run/service-environment.js';
import type { SharedSettings } from '../settings/shared-settings.js';
import { DEFAULT_BODY_LIMIT, registerBodyParsing } from './body-parsing.js';
import type { BodyOptions } from './body-parsing.js';
import { answerClientError } from './client-errors.js';
import { Drain } from './drain.js';
import { HttpApplication } from './http-application.js';
import { registerOpenApi } from './openapi.js';
import type { ApiDescription } from './openapi.js';
import { ProblemFilter, problemOf, sendProblem } from './problem-filter.js';
import { registerRequestLog } from './request-log.js';
import { registerSecurityHeaders } from './security-headers.js';
import { registerSilentConnections } from './silent-connections.js';
import { registerTurningAway } from './turning-away.js';
import { validationPipe } from './validation.js';

/** The settings that every HTTP application reads; a service's own settings contain them when it spreads `SHARED_SETTINGS`. */
export type HttpSettings = Pick<
  SharedSettings,
  'host' | 'logLevel' | 'keysFile' | 'opsKey' | 'rateLimitPerMinute' | 'drainMs'
> & { readonly port: number; readonly isTestClock?: boolean };

export interface HttpApplicationOptions {
  /** e.g. `capacity`; on every log line and metric. */
  readonly name: string;
  /** The service's root module. */
  readonly module: Type | DynamicModule;
  readonly settings: HttpSettings;
  readonly environment: ServiceEnvironment;
  /** What `/readyz` asks. */
  readonly readiness?: ReadinessOptions;
  readonly body?: BodyOptions;
  /** Route patterns whose status would say what became of somebody's event: not logged, counted only when it was taken. */
  readonly discreetRoutes?: readonly string[];
  /** Absent: no `/openapi.json`. */
  readonly api?: ApiDescription;
  /** Where log lines go; standard output unless given. */
  readonly logger?: ServiceLogger;
  /** Last touches before the routes are made, e.g. `connectMicroservice`. */
  readonly configure?: (application: NestFastifyApplication) => void | Promise<void>;
}

const REQUEST_TIMEOUT_MS = 30_000;
const KEEP_ALIVE_MS = 72_000;

/**
 * A Nest application on Fastify with everything that each service has: problems, log, health, metrics, keys, operations,
 * security headers, drain. It does not listen yet: `listen()` does.
 *
 * Global to it, for injection: `LOGGER`, `METRICS`, `CLOCK`, `IDS`, `Drain`.
 *
 * @throws KeysFileError when there is a keys file and it is wrong; SettingsError for the test clock in production
 */
export async function createHttpApplication(options: HttpApplicationOptions): Promise<HttpApplication> {
  const { name, settings, api } = options;
  refuseInProduction(settings.isTestClock === true, options.environment.env['NODE_ENV']);
  const logger = options.logger ?? createServiceLogger({ service: name, level: settings.logLevel });
  const keys = settings.keysFile === undefined ? undefined : await watchKeysFile(settings.keysFile, logger);
  const drain = new Drain();
  try {
    const application = await createNest(options, logger, keys, drain);
    const fastify = application.getHttpAdapter().getInstance();
    registerSecurityHeaders(fastify);
    registerTurningAway(fastify, drain);
    registerSilentConnections(fastify);
    registerRequestLog(fastify, {
      logger,
      metrics: new RequestMetrics(application.get(METRICS)),
      discreetRoutes: options.discreetRoutes ?? [],
    });
    registerBodyParsing(fastify, options.body ?? {});
    if (api !== undefined) registerOpenApi(fastify, application, api);
    application.useGlobalFilters(new ProblemFilter(logger));
    application.useGlobalPipes(validationPipe());
    await options.configure?.(application);
    return new HttpApplication(name, application, settings, drain, logger, () => keys?.stop());
  } catch (error) {
    keys?.stop();
    throw error;
  }
}

function createNest(
  { name, module, settings, environment, readiness, body }: HttpApplicationOptions,
  logger: ServiceLogger,
  keys: WatchedKeyRing | undefined,
  drain: Drain,
): Promise<NestFastifyApplication> {
  const root = PlatformModule.forRoot({
    name,
    settings,
    module,
    logger,
    drain,
    keyRing: keys?.ring,
    readiness: readiness ?? { useFactory: () => [] },
    hasProcessMetrics: environment.hasProcessMetrics !== false,
  });
  const adapter = new FastifyAdapter({
    bodyLimit: body?.limitBytes ?? DEFAULT_BODY_LIMIT,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 256 },
    frameworkErrors: (error: unknown, request: FastifyRequest, reply: FastifyReply) =>
      sendProblem(request, reply, problemOf(error)),
    clientErrorHandler: answerClientError,
  });
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- Nest declares options as a class
  const nestOptions: NestApplicationOptions = {
    logger: new NestLogger(logger),
    bodyParser: false,
    abortOnError: false,
  };
  return NestFactory.create<NestFastifyApplication>(root, adapter, nestOptions);
}
