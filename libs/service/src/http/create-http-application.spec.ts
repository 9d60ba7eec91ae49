import { connect } from 'node:net';
import { Body, Controller, Get, HttpCode, Module, Param, Post, Query, Req, Res } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { OperationsOnly, Public, RequireScope } from '../api-keys/access.decorator.js';
import { Caller } from '../api-keys/caller.js';
import { FaultError } from '../fault/fault-error.js';
import { OPS_SECRET, keyEntry, startTestApplication, tokenOf } from '../testing/test-application.js';
import type { TestApplication } from '../testing/test-application.js';

const MARK = 'zebra-secret-marker';

class PageQuery {
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(10)
  limit?: number;
}

@Public()
@Controller('open')
class OpenController {
  @Get()
  page(@Query() query: PageQuery): { limit: number } {
    return { limit: query.limit ?? 5 };
  }

  @Post('json')
  @HttpCode(200)
  json(@Body() body: unknown): { type: string; body: unknown } {
    return { type: Buffer.isBuffer(body) ? 'buffer' : typeof body, body };
  }

  @Post('raw')
  @HttpCode(200)
  raw(@Body() body: unknown): { isBuffer: boolean; bytes: number } {
    return { isBuffer: Buffer.isBuffer(body), bytes: (body as Buffer).length };
  }

  @Get('crash')
  crash(): never {
    throw new Error(`something with ${MARK} in it`);
  }

  @Get('database-gone')
  databaseGone(): never {
    throw Object.assign(new Error(MARK), { code: 'ECONNREFUSED' });
  }

  @Get('fault')
  fault(): never {
    throw new FaultError('out-of-paper', false, MARK);
  }

  @Get('discreet/:status')
  discreet(@Param('status') status: string, @Res({ passthrough: true }) reply: FastifyReply): object {
    reply.code(Number(status));
    return {};
  }

  @Get('items/:id')
  item(@Param('id') id: string): { length: number } {
    return { length: id.length };
  }
}

@Controller('closed')
class ClosedController {
  @Get()
  @RequireScope('feed:read')
  read(@Caller() caller: Caller): unknown {
    return caller;
  }

  @Get('forgotten')
  forgotten(): string {
    return 'nobody said who may come in';
  }

  @Get('operations')
  @OperationsOnly()
  operations(@Req() request: FastifyRequest): { method: string } {
    return { method: request.method };
  }
}

@Module({ controllers: [OpenController, ClosedController] })
class TestModule {}

let test: TestApplication;

beforeAll(async () => {
  test = await startTestApplication(TestModule, {
    keys: [keyEntry('reader', ['feed:read']), keyEntry('publisher', ['events:publish'])],
    body: { limitBytes: 200, rawRoutes: ['/open/raw'] },
    discreetRoutes: ['/open/discreet/:status'],
    api: { title: 'Test', description: 'A test.', version: '1' },
  });
});
afterAll(async () => {
  await test.stop();
});

const call = (path: string, init: RequestInit = {}): Promise<Response> => fetch(`${test.url}${path}`, init);

const post = (path: string, body: string, type = 'application/json'): Promise<Response> =>
  call(path, { method: 'POST', body, headers: { 'content-type': type } });

async function expectProblem(
  response: Response,
  status: number,
  code: string,
): Promise<Record<string, unknown>> {
  const text = await response.text();
  expect(response.headers.get('content-type')).toContain('application/problem+json');
  const problem = JSON.parse(text) as Record<string, unknown>;
  expect(problem).toMatchObject({ status, code, type: `urn:havre:problem:${code}` });
  expect(response.status).toBe(status);
  expect(text).not.toContain(MARK);
  return problem;
}

describe('problems', () => {
  it('speak French unless English is preferred', async () => {
    const inFrench = await expectProblem(await call(`/${MARK}`), 404, 'not-found');
    expect(inFrench['title']).toBe('Il n’y a rien ici.');
    const headers = { 'accept-language': 'fr;q=0.4, en-CA;q=0.9' };
    const response = await call(`/${MARK}`, { headers });
    expect(response.headers.get('content-language')).toBe('en');
    expect((await expectProblem(response, 404, 'not-found'))['title']).toBe('There is nothing here.');
  });

  it.each([
    ['JSON that cannot be read', `{"${MARK}`, 'application/json', 400, 'malformed'],
    ['a poisoned prototype', `{"__proto__":{"${MARK}":1}}`, 'application/json', 400, 'malformed'],
    ['a body that is too large', `"${MARK.padEnd(300)}"`, 'application/json', 413, 'too-large'],
    ['another content type', MARK, 'text/plain', 415, 'unsupported-media-type'],
    ['a content type that is none', MARK, `/;${MARK}`, 415, 'unsupported-media-type'],
  ])('answer %s without repeating it', async (_what, body, type, status, code) => {
    await expectProblem(await post('/open/json', body, type), status, code);
  });

  it.each([
    ['an address that cannot be decoded', `/open/%E0%A4%A?${MARK}`, 400, 'malformed'],
    ['a parameter that is too long', `/open/items/${MARK.repeat(40)}`, 414, 'uri-too-long'],
    ['an error of ours', '/open/crash', 500, 'internal'],
    ['a fault', '/open/fault', 500, 'internal'],
  ])('answer %s without saying why', async (_what, path, status, code) => {
    await expectProblem(await call(path), status, code);
  });

  it('say 503 and when to try again while the database is gone', async () => {
    const response = await call('/open/database-gone');
    expect(response.headers.get('retry-after')).toBe('5');
    await expectProblem(response, 503, 'unavailable');
  });

  it('name the parameters of ours that are wrong, and never one that came from outside', async () => {
    const problem = await expectProblem(await call(`/open?limit=${MARK}&${MARK}=1`), 400, 'wrong-parameters');
    expect(problem['parameters']).toEqual(['limit']);
    expect((await call('/open?limit=7')).status).toBe(200);
  });

  it('answer what is not HTTP', async () => {
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(test.application.port, '127.0.0.1', () => socket.write(`${MARK}\r\n\r\n`));
      let text = '';
      socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      socket.on('end', () => resolve(text)).on('error', reject);
    });
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toContain('"code":"malformed"');
    expect(answer).not.toContain(MARK);
  });

  it('leave nothing of the request in the log', async () => {
    await call(`/open/crash?${MARK}`, {
      headers: { 'x-test': MARK, 'user-agent': MARK, authorization: MARK },
    });
    expect(test.log()).toContain('"route":"/open/crash"');
    expect(test.log()).toContain('"code":"unexpected"');
    expect(test.log()).not.toContain(MARK);
  });
});

describe('bodies', () => {
  it('reach a raw route as bytes, whatever they are', async () => {
    for (const type of ['application/cloudevents+json', 'application/json', 'application/octet-stream']) {
      const response = await post('/open/raw', '{not json', type);
      expect(await response.json()).toEqual({ isBuffer: true, bytes: 9 });
    }
  });

  it('are parsed everywhere else', async () => {
    expect(await (await post('/open/json', '{"a":1}', 'application/json; charset=utf-8')).json()).toEqual({
      type: 'object',
      body: { a: 1 },
    });
  });

  it('may be absent', async () => {
    const response = await call('/open/json', { method: 'POST' });
    expect(await response.json()).toEqual({ type: 'undefined' });
  });
});

describe('access', () => {
  const as = (authorization: string): RequestInit => ({ headers: { authorization } });

  it('is for keys with the scope', async () => {
    const response = await call('/closed', as(tokenOf('reader')));
    expect(await response.json()).toEqual({
      keyId: 'reader',
      role: 'department',
      sources: ['/departments/accueil'],
      scopes: ['feed:read'],
    });
  });

  it.each([
    ['no key', ''],
    ['an unknown key', tokenOf('nobody')],
    ['a wrong secret', tokenOf('reader', 'another-secret-altogether')],
    ['another scheme', tokenOf('reader').replace('Bearer', 'Basic')],
    ['half a token', 'Bearer havre_reader'],
  ])('is refused with %s', async (_what, authorization) => {
    const response = await call('/closed', as(authorization));
    expect(response.headers.get('www-authenticate')).toContain('Bearer');
    await expectProblem(response, 401, 'unauthenticated');
  });

  it('is refused to a key with another scope', async () => {
    await expectProblem(await call('/closed', as(tokenOf('publisher'))), 403, 'forbidden');
  });

  it('is refused where nobody said who may come in', async () => {
    await expectProblem(await call('/closed/forgotten', as(tokenOf('reader'))), 403, 'forbidden');
  });

  it('to operations is for the operations key alone', async () => {
    await expectProblem(await call('/closed/operations', as(tokenOf('reader'))), 401, 'unauthenticated');
    expect((await call('/closed/operations', as(`Bearer ${OPS_SECRET}`))).status).toBe(200);
  });
});

describe('every application', () => {
  it('says that it lives and is ready', async () => {
    expect(await (await call('/livez')).json()).toEqual({ status: 'ok' });
    expect(await (await call('/readyz')).json()).toEqual({ status: 'ok', checks: {} });
  });

  it('measures requests by route pattern', async () => {
    await call(`/open/items/${MARK}`);
    const metrics = await (await call('/metrics')).text();
    expect(metrics).toContain('route="/open/items/:id",status="200",service="test"');
    expect(metrics).not.toContain(MARK);
  });

  it('does not tell by log or metric what became of an event, unless something is wrong with us', async () => {
    for (const status of ['202', '422', '429', '503']) await call(`/open/discreet/${status}`);
    const lines = test
      .log()
      .split('\n')
      .filter((line) => line.includes('/open/discreet'));
    expect(lines.map((line) => (JSON.parse(line) as { status: number }).status)).toEqual([429, 503]);
    const metrics = await (await call('/metrics')).text();
    const series = metrics.split('\n').filter((line) => /_total.*discreet/.test(line));
    expect(series.map((line) => /status="(\w+)".* (\d+)$/.exec(line)?.slice(1))).toEqual([
      ['answered', '1'],
      ['429', '1'],
      ['503', '1'],
    ]);
    expect(metrics).toMatch(/duration_seconds_count\{[^}]*discreet[^}]*\} 3\n/);
  });

  it('describes itself', async () => {
    const document = (await (await call('/openapi.json')).json()) as { openapi: string; paths: object };
    expect(document.openapi).toMatch(/^3\./);
    expect(Object.keys(document.paths)).toContain('/closed');
  });

  it('sends headers that keep answers from being taken for pages', async () => {
    const { headers } = await call('/livez');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-powered-by')).toBeNull();
  });
});
