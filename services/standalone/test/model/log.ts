import { eventDefinition, type HavreEvent } from '@havre/events';

/** How a log may behave and still keep its promise: in order per key, at least once. */
export interface Disorder {
  /** Each batch is applied, taken back before its commit, and delivered again. */
  readonly isCrashing: boolean;
  /** Each batch is delivered twice. */
  readonly isDuplicating: boolean;
  /** Keys overtake one another: those of an even number of events before the others, last ones first. */
  readonly isReordering: boolean;
}

/** A log in memory: what was appended, by topic and key, and what is still to be read. */
export class Log {
  readonly all: HavreEvent[] = [];
  #unread: HavreEvent[] = [];

  append(events: readonly HavreEvent[]): void {
    this.all.push(...events);
    this.#unread.push(...events);
  }

  clear(): void {
    this.all.length = 0;
    this.#unread = [];
  }

  /** The next batch of one topic; undefined when everything was read. */
  next({ isReordering }: Disorder): readonly HavreEvent[] | undefined {
    const leader = isReordering ? this.#unread.at(-1) : this.#unread[0];
    if (leader === undefined) return undefined;
    const { topic } = eventDefinition(leader.type);
    const isNext = isReordering
      ? (event: HavreEvent): boolean => event.subject === leader.subject && topicOf(event) === topic
      : (event: HavreEvent): boolean => topicOf(event) === topic;
    const batch = this.#unread.filter(isNext);
    this.#unread = this.#unread.filter((event) => !isNext(event));
    return batch;
  }
}

const topicOf = ({ type }: HavreEvent): string => eventDefinition(type).topic;
