import type { Draw, Shares } from '../draw.js';

/** How the people of a house work with Havre. */
export interface Habits {
  readonly name: 'prompt' | 'busy' | 'absent';
  /** Mean time to an answer, in minutes. An offer waits a quarter of an hour. */
  readonly answerMinutes: number;
  /** How often an offer gets no answer at all. */
  readonly silent: number;
  /** Nobody answers between 23:00 and 07:00. */
  readonly sleepsAtNight: boolean;
  /** Mean time between two counts, in hours. */
  readonly countHours: number;
  /** How often a count is wrong by one or two. */
  readonly miscount: number;
  /** How often a count arrives more than an hour after it was made. */
  readonly late: number;
  /** How often a day goes by without a count. */
  readonly forgetsDay: number;
  /** How often somebody who comes or goes without Havre is told of at once, before the next count. */
  readonly tells: number;
}

const PROMPT: Habits = {
  name: 'prompt',
  answerMinutes: 3,
  silent: 0.01,
  sleepsAtNight: false,
  countHours: 3,
  miscount: 0.05,
  late: 0.03,
  forgetsDay: 0.005,
  tells: 0.7,
};
const BUSY: Habits = {
  name: 'busy',
  answerMinutes: 7,
  silent: 0.04,
  sleepsAtNight: false,
  countHours: 4.5,
  miscount: 0.15,
  late: 0.12,
  forgetsDay: 0.03,
  tells: 0.3,
};
const ABSENT: Habits = {
  name: 'absent',
  answerMinutes: 10,
  silent: 0.12,
  sleepsAtNight: true,
  countHours: 7,
  miscount: 0.25,
  late: 0.25,
  forgetsDay: 0.1,
  tells: 0.05,
};

const HABITS: Shares<Habits> = [
  [PROMPT, 50],
  [BUSY, 35],
  [ABSENT, 15],
];

/** Draws how one house works. Invented: nobody publishes it. */
export function drawHabits(draw: Draw): Habits {
  return draw.share(HABITS);
}
