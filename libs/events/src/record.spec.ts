import { describe, expect, it } from '@jest/globals';

import { EVENT_TYPES, eventDefinition, parseEvent, readRecord, toRecord } from './index.js';
import { logForm } from './testing/log-form.js';

describe('records of the log', () => {
  it.each(EVENT_TYPES)('%s comes back from its record as it went', (type) => {
    const parsed = parseEvent(logForm(type));
    if (parsed.outcome !== 'valid') throw new TypeError('the example is not valid');
    const record = toRecord(parsed.event);
    expect(record).toMatchObject({
      topic: eventDefinition(type).topic,
      key: parsed.event.subject,
      headers: {
        ce_type: type,
        ce_id: parsed.event.id,
        ce_source: parsed.event.source,
        'content-type': 'application/cloudevents+json',
      },
    });
    expect(readRecord(record.value)).toEqual(parsed);
  });

  it.each(['', '{', 'null', '[]', '"havre"', '\u0000'])('reads nothing in %j', (value) => {
    expect(readRecord(value)).toEqual({ outcome: 'invalid', code: 'envelope' });
  });

  it('says what is wrong with a record without repeating it', () => {
    const event = { ...logForm('havre.hold.placed.v1'), data: { holdId: 'secret-mark' } };
    const result = readRecord(JSON.stringify(event));
    expect(result).toEqual({ outcome: 'invalid', code: 'data' });
    expect(JSON.stringify(result)).not.toContain('secret-mark');
  });
});
