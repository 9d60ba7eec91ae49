import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FeedEvent } from '@havre/publisher';
import type { Random } from '../../demo/random.js';
import { DEPARTMENTS, SEALING_DEPARTMENT } from '../cluster/city.js';
import { INTAKE } from '../check/judge-intakes.js';
import type { Acknowledgement } from '../check/evidence.js';
import type { Post } from './post.js';

const NEEDS = [
  { kind: 'shelter', unitType: 'bed', priority: 'urgent' },
  { kind: 'food', unitType: 'parcel', priority: 'routine' },
  { kind: 'health', unitType: 'appointment', priority: 'routine' },
] as const;
const WITHDRAWN = 0.06;

export interface Desk {
  readonly post: Post;
  readonly random: Random;
  readonly signal: AbortSignal;
  /** Mean pause between two events of one sender, in milliseconds. */
  readonly pauseMs: number;
}

/** Each department publishes one intake after the other, of one to three needs. */
export function publishIntakes(desk: Desk): Promise<unknown> {
  return Promise.all(
    [...DEPARTMENTS, SEALING_DEPARTMENT].map(async (department) => {
      while (!desk.signal.aborted) {
        await publishIntake(desk.post, department, desk.random.between(1, NEEDS.length));
        await pause(desk, desk.pauseMs);
      }
    }),
  );
}

/** The mark of an intake is in its content, as the code of a service where nobody wants to go. */
export function publishIntake(
  post: Post,
  department: string,
  needs: number,
): Promise<Acknowledgement | undefined> {
  const mark = `mark-${randomUUID()}`;
  return post.send({
    keyId: department,
    source: `/departments/${department}`,
    type: INTAKE,
    mark,
    needs,
    data: {
      household: { members: [{ ageGroup: 'adult', gender: 'woman' }] },
      language: 'fr',
      needs: NEEDS.slice(0, needs),
      exclusions: [mark],
    },
  });
}

/** Now and then a department withdraws a referral of its own, whatever has become of it since. */
export function withdrawSome(desk: Desk, department: string): (event: FeedEvent) => void {
  return ({ type, subject }) => {
    if (type !== 'havre.referral.opened.v1' || !desk.random.chance(WITHDRAWN)) return;
    void pause(desk, desk.pauseMs).then(() =>
      desk.post.send({
        keyId: department,
        source: `/departments/${department}`,
        type: 'havre.referral.withdrawn.v1',
        subject,
        data: { reason: 'found-elsewhere' },
      }),
    );
  };
}

/** A pause of about so many milliseconds; less when the run ends. */
export async function pause(
  { random, signal }: Pick<Desk, 'random' | 'signal'>,
  meanMs: number,
): Promise<void> {
  const duration = Math.round(meanMs * (0.5 + random.next()));
  await sleep(duration, undefined, { signal }).catch(() => undefined);
}
