export { freePort } from '@havre/service/embedded-postgres';
export { HarnessError } from './harness-error.js';
export type { HarnessErrorCode } from './harness-error.js';
export { startTcpProxy } from './network/tcp-proxy.js';
export type { TcpProxy, TcpProxyTarget } from './network/tcp-proxy.js';
export { startPostgres } from './postgres/start-postgres.js';
export type { PostgresOptions } from './postgres/start-postgres.js';
export type { TestPostgres, TestPostgresServer } from './postgres/test-postgres.js';
