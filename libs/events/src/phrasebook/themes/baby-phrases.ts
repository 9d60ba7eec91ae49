import { ALL } from '../kinds.js';
import { DATE, whole } from '../parameters.js';
import { phrase, theme } from '../theme.js';

/** Pregnancy and babies. The words stand in `phrasebook/baby.json`. */
export const BABY_PHRASES = theme('baby', [
  phrase('pregnant-weeks', ['shelter', 'health'], { weeks: whole(1, 42) }),
  phrase('pregnant-months', ['shelter', 'health'], { months: whole(1, 9) }),
  phrase('due-on', ['shelter', 'health'], { date: DATE }),
  phrase('no-pregnancy-care-yet', ['health']),
  phrase('high-risk-pregnancy', ['shelter', 'health']),
  phrase('birth-support', ['health']),
  phrase('after-birth-help', ['health', 'integration']),
  phrase('breastfeeding-trouble', ['health']),
  phrase('baby-weight-check', ['health']),
  phrase('baby-layette', ALL),
  phrase('child-development', ['health']),
  phrase('child-vaccination', ['health']),
  phrase('vaccination', ['health']),
  phrase('parent-rest', ['health', 'integration']),
]);
