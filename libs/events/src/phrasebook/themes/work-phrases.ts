import { ALL } from '../kinds.js';
import { DATE, TIME, code, whole } from '../parameters.js';
import { phrase, theme } from '../theme.js';

/** Work and training. The words stand in `phrasebook/work.json`. */
export const WORK_PHRASES = theme('work', [
  phrase('looks-for-work', ['integration'], { job: code('job') }),
  phrase('any-work', ['integration']),
  phrase('work-experience', ['integration'], { job: code('job'), years: whole(0, 50) }),
  phrase('resume-help', ['integration']),
  phrase('interview-on', ALL, { date: DATE, time: TIME }),
  phrase('works-schedule', ALL, { part: code('part-of-day') }),
  phrase('schedule-changes', ALL),
  phrase('starts-work-on', ALL, { date: DATE }),
  phrase('work-gear', ['integration'], { item: code('garment') }),
  phrase('tools-needed', ['integration']),
  phrase('unpaid-wages', ['integration']),
  phrase('lost-job', ALL),
  phrase('hurt-at-work', ALL),
  phrase('return-to-work', ['integration']),
  phrase('volunteer-wish', ['integration']),
  phrase('start-business', ['integration']),
  phrase('trade-cards-update', ['integration']),
  phrase('training', ['integration'], { subject: code('class') }),
]);
