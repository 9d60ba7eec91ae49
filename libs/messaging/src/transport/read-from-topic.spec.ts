import { describe, expect, it } from '@jest/globals';
import { EVENT_TYPES, eventDefinition, isPartnerEventType, TOPICS, toRecord } from '@havre/events';
import { sampleEvent } from '../testing/sample-event.js';
import { readFromTopic } from './read-from-topic.js';

const event = sampleEvent();
const { value, topic: own } = toRecord(event);

describe('an event of the log', () => {
  it('is read from its own topic, and from topics that are not Havre’s', () => {
    expect(readFromTopic(own, value)).toEqual({ outcome: 'valid', event });
    expect(readFromTopic('a-test-of-its-own', value)).toEqual({ outcome: 'valid', event });
  });

  it.each(TOPICS.map(({ name }) => name).filter((topic) => topic !== own))(
    'is refused on %s, where another may write',
    (topic) => {
      expect(readFromTopic(topic, value)).toEqual({ outcome: 'invalid', code: 'topic' });
    },
  );

  it('is no event when it is not one', () => {
    expect(readFromTopic(own, '{')).toEqual({ outcome: 'invalid', code: 'envelope' });
  });
});

it('so what is said of people has one writer: only the gate may write to the topics of intakes and of the directory', () => {
  const gateOnly = EVENT_TYPES.filter((type) => /^havre\.(intake|service\.(listed|delisted))/.test(type));
  for (const type of gateOnly.filter(isPartnerEventType)) {
    expect(['havre.intake', 'havre.directory']).toContain(eventDefinition(type).topic);
  }
});
