import { OVERNIGHT, SESSIONS } from '../kinds.js';
import { code, whole } from '../parameters.js';
import { phrase, theme } from '../theme.js';

/** Classes and school. The words stand in `phrasebook/school.json`. */
export const SCHOOL_PHRASES = theme('school', [
  phrase('class-level', ['integration'], { level: code('level') }),
  phrase('class-at', ['integration'], { part: code('part-of-day') }),
  phrase('class-one-to-one', ['integration']),
  phrase('childcare-during-class', ['integration'], { children: whole(1, 10) }),
  phrase('baby-comes-along', SESSIONS),
  phrase('evening-only', SESSIONS),
  phrase('school-registration', ['integration']),
  phrase('same-school', ['housing', 'integration']),
  phrase('near-school', OVERNIGHT),
  phrase('school-transport', ['integration']),
  phrase('school-meeting', ['integration']),
  phrase('school-absences', ['integration']),
  phrase('homework-help', ['integration'], { subject: code('class') }),
  phrase('school-suspended', ['integration']),
  phrase('finish-school', ['integration']),
  phrase('quiet-study-place', ['integration']),
]);
