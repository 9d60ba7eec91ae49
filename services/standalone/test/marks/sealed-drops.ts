import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { openEventLog } from '@havre/messaging';
import { openSealedDoor, type OutgoingEvent, type SealedResult } from '@havre/publisher';
import { MarkSearch, newMark, type Mark, type TestKafkaServer } from '@havre/test-harness';
import { tokenOf } from '../../src/demo-city/demo-keys.js';
import type { Havre } from '../support/havre.js';
import { intake } from './drop-form.js';

const SOURCE = '/departments/accueil';
export const INGRESS_TOPIC = 'havre.ingress.accueil';

/** With these, what is deleted from the broker leaves its disk within seconds. */
export const PROMPT_BROKER = {
  'log.retention.check.interval.ms': '500',
  'log.initial.task.delay.ms': '500',
  'log.segment.delete.delay.ms': '0',
};

const SEALED: readonly (readonly [name: string, data: (mark: string) => object])[] = [
  ['a note', (mark) => ({ note: `demandeur d’asile ${mark}` })],
  ['a note in base64', (mark) => ({ note: Buffer.from(`sans papiers ${mark}`).toString('base64') })],
  ['an unknown field', (mark) => ({ remark: mark })],
];

/** Marked events through the sealed door, which drops them; answers their marks and what the publisher was told. */
export async function sendSealed(
  { urls, keys }: Havre,
  kafka: TestKafkaServer,
  when: string,
): Promise<readonly { readonly mark: Mark; readonly result: SealedResult }[]> {
  const door = await openSealedDoor({
    kafka: { brokers: kafka.brokers },
    source: SOURCE,
    gate: urls['policy-gate'],
    feed: urls.feed,
    key: tokenOf(keys, 'accueil'),
  });
  try {
    const marks = SEALED.map(([name]) => newMark(`sealed ${when}: ${name}`));
    const results = await door.publish(
      SEALED.map(([, data], index) => eventWith(data(marks[index]?.text ?? ''))),
    );
    return results.flatMap((result, index) => {
      const mark = marks[index];
      return mark === undefined ? [] : [{ mark, result }];
    });
  } finally {
    await door.close();
  }
}

/** Marked records that somebody produced in the clear, or as garbage. */
export async function sendInTheClear(kafka: TestKafkaServer): Promise<readonly Mark[]> {
  const inClear = newMark('in the clear on the sealed topic');
  const inKey = newMark('the key of a record of the sealed topic');
  const inHeader = newMark('a header on the sealed topic');
  const garbage = newMark('garbage on the sealed topic');
  const log = await openEventLog({ kind: 'kafka', brokers: kafka.brokers });
  try {
    await log.append([
      { topic: INGRESS_TOPIC, key: 'x', value: JSON.stringify(intake({}, { note: inClear.text })) },
      { topic: INGRESS_TOPIC, key: `refugee-${inKey.text}`, value: 'x' },
      { topic: INGRESS_TOPIC, key: 'x', value: 'x', headers: { note: `refugee-${inHeader.text}` } },
      { topic: INGRESS_TOPIC, key: 'x', value: `eyJhbGciOiJub25lIn0..${garbage.text}.${garbage.text}.x` },
    ]);
  } finally {
    await log.close();
  }
  return [inClear, inKey, inHeader, garbage];
}

/** Waits until none of these stands in the broker's files any more, at most so long. */
export async function untilGone(
  kafka: TestKafkaServer,
  marks: readonly Mark[],
  withinMs: number,
): Promise<void> {
  const end = Date.now() + withinMs;
  while (Date.now() < end) {
    const search = new MarkSearch(marks);
    await search.lookAtFolder(kafka.folder ?? '');
    if (search.sightings.length === 0) return;
    await sleep(500);
  }
}

function eventWith(data: object): OutgoingEvent {
  const { type, data: good } = intake() as { readonly type: string; readonly data: object };
  return { id: randomUUID(), source: SOURCE, type, data: { ...good, ...data } };
}
