import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { postgresEngine } from './docker-postgres.js';

const VARIABLES = ['DOCKER_HOST', 'HAVRE_TEST_POSTGRES_SOURCE'];

describe('where the shared PostgreSQL comes from, without a Docker engine', () => {
  const before = new Map<string, string | undefined>();

  beforeEach(() => {
    for (const name of VARIABLES) before.set(name, process.env[name]);
    process.env['DOCKER_HOST'] = 'unix:///nowhere/docker.sock';
  });
  afterEach(() => {
    for (const [name, value] of before) {
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
  });

  it.each(['', 'embedded'])('is an embedded server when "%s" is asked for', async (source) => {
    process.env['HAVRE_TEST_POSTGRES_SOURCE'] = source;
    expect(await postgresEngine()).toBeUndefined();
  });

  it('is nothing when only Docker will do', async () => {
    process.env['HAVRE_TEST_POSTGRES_SOURCE'] = 'docker';
    await expect(postgresEngine()).rejects.toMatchObject({ code: 'postgres-unavailable' });
  });
});
