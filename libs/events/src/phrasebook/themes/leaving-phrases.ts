import { OVERNIGHT } from '../kinds.js';
import { DATE, code, whole } from '../parameters.js';
import { phrase, theme } from '../theme.js';

/** What is left behind. The words stand in `phrasebook/leaving.json`. */
export const LEAVING_PHRASES = theme('leaving', [
  phrase('left-home-because', OVERNIGHT, { reason: code('left-home') }),
  phrase('must-leave-by', OVERNIGHT, { date: DATE }),
  phrase('sleeps-now', OVERNIGHT, { where: code('sleeps-now') }),
  phrase('no-place-weeks', OVERNIGHT, { weeks: whole(1, 104) }),
  phrase('stay-paid-until', OVERNIGHT, { date: DATE }),
  phrase('leaves-hospital-on', ['shelter', 'housing', 'health'], { date: DATE }),
  phrase('leaves-treatment-on', OVERNIGHT, { date: DATE }),
  phrase('leaves-jail-on', OVERNIGHT, { date: DATE }),
  phrase('leaves-care-on', OVERNIGHT, { date: DATE }),
  phrase('cannot-go-back', OVERNIGHT),
  phrase('heat-or-power-out', OVERNIGHT),
  phrase('home-ready-on', OVERNIGHT, { date: DATE }),
]);
