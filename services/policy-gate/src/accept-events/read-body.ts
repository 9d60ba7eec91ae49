import type { Readable } from 'node:stream';

export type BodyReading =
  | { readonly outcome: 'read'; readonly body: Uint8Array }
  | { readonly outcome: 'too-large' }
  /** The sender went away before it had finished. */
  | { readonly outcome: 'incomplete' };

/** How much of a body that is too large is read and thrown away, so that its sender gets to see the answer. */
const MAX_DISCARDED_BYTES = 16 * 1_024 * 1_024;

/**
 * Reads a body into memory up to its limit. What exceeds the limit is never kept: it is let through to nowhere, up to
 * 16 MiB, because a sender that is cut off while it writes does not read why.
 */
export function readBody(stream: Readable, maxBytes: number): Promise<BodyReading> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const { promise, resolve } = Promise.withResolvers<BodyReading>();
  const end = (reading: BodyReading): void => {
    stream.off('data', take).off('end', finish).off('error', giveUp).off('close', giveUp);
    // What comes after all may be an error that nobody listens to any more.
    stream.on('error', () => undefined);
    resolve(reading);
  };
  const take = (chunk: Uint8Array): void => {
    size += chunk.byteLength;
    if (size <= maxBytes) chunks.push(chunk);
    else chunks.length = 0;
    if (size <= maxBytes + MAX_DISCARDED_BYTES) return;
    stream.pause();
    end({ outcome: 'too-large' });
  };
  const finish = (): void =>
    end(size > maxBytes ? { outcome: 'too-large' } : { outcome: 'read', body: Buffer.concat(chunks) });
  const giveUp = (): void => end({ outcome: 'incomplete' });
  if (stream.destroyed) giveUp();
  else stream.on('data', take).on('end', finish).on('error', giveUp).on('close', giveUp);
  return promise;
}
