import { describe, expect, it } from '@jest/globals';
import { createParser } from 'eventsource-parser';
import { HEARTBEAT, message, resetMessage, retryLine } from './sse-message.js';

describe('server-sent events', () => {
  it('are read back by a client as they were written', () => {
    const seen: unknown[] = [];
    const parser = createParser({
      onEvent: (event) => seen.push(event),
      onRetry: (milliseconds) => seen.push(milliseconds),
      onComment: (comment) => seen.push(comment),
    });
    parser.feed(retryLine(2_000) + HEARTBEAT + message('12', { note: 'a\nb' }) + resetMessage('7'));
    expect(seen).toEqual([
      2_000,
      'heartbeat',
      { id: '12', event: undefined, data: '{"note":"a\\nb"}' },
      { id: '7', event: 'reset', data: '{"reason":"cursor-too-old","continuesAfter":"7"}' },
    ]);
  });
});
