import { Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';

import { readBody } from './read-body.js';

const LIMIT = 4;

function streamOf(...chunks: readonly string[]): Readable {
  return Readable.from(chunks.map((chunk) => Buffer.from(chunk)));
}

describe('readBody', () => {
  it('joins the chunks of a body within its limit', async () => {
    expect(await readBody(streamOf('ab', 'cd'), LIMIT)).toEqual({
      outcome: 'read',
      body: Buffer.from('abcd'),
    });
    expect(await readBody(streamOf(), LIMIT)).toEqual({ outcome: 'read', body: Buffer.alloc(0) });
  });

  it('refuses one byte more, and reads the rest away', async () => {
    const stream = streamOf('abcd', 'e', 'fgh');
    expect(await readBody(stream, LIMIT)).toEqual({ outcome: 'too-large' });
    expect(stream.readableEnded).toBe(true);
  });

  it('stops reading what never ends', async () => {
    const block = Buffer.alloc(1_024 * 1_024);
    const endless = new Readable({ read: () => endless.push(block) });
    expect(await readBody(endless, LIMIT)).toEqual({ outcome: 'too-large' });
    endless.destroy();
  });

  it('gives up on a sender that breaks off', async () => {
    const broken = new Readable({ read: () => broken.destroy(new TypeError('made to break')) });
    expect(await readBody(broken, LIMIT)).toEqual({ outcome: 'incomplete' });
  });
});
