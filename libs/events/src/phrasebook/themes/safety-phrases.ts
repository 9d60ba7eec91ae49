import { ALL, OVERNIGHT } from '../kinds.js';
import { TIME } from '../parameters.js';
import { phrase, theme } from '../theme.js';

/** Safety and confidentiality. The words stand in `phrasebook/safety.json`. */
export const SAFETY_PHRASES = theme('safety', [
  phrase('fears-someone', ALL),
  phrase('left-violence', ALL),
  phrase('safe-hours', ALL, { from: TIME, until: TIME }),
  phrase('address-kept-secret', ALL),
  phrase('phone-watched', ALL),
  phrase('do-not-confirm-presence', ALL),
  phrase('no-photo-no-list', ALL),
  phrase('far-from-area', OVERNIGHT),
  phrase('secure-building', OVERNIGHT),
  phrase('door-that-locks', OVERNIGHT),
  phrase('bed-near-exit', ['shelter']),
  phrase('light-on', OVERNIGHT),
  phrase('safety-plan', ALL),
  phrase('protection-order', ALL),
  phrase('police-report-made', ALL),
  phrase('no-police-contact', ALL),
  phrase('needs-trusted-person', ALL),
  phrase('stay-with-them', ALL),
  phrase('child-unsafe', ALL),
  phrase('elder-mistreated', ALL),
  phrase('stolen-from', ALL),
  phrase('scammed', ALL),
  phrase('money-controlled', ALL),
  phrase('bullied', ALL),
  phrase('exploited-at-work', ALL),
  phrase('belongings-held', ALL),
  phrase('escort-to-fetch-things', ALL),
  phrase('not-with-someone', ALL),
  phrase('curfew', OVERNIGHT, { time: TIME }),
  phrase('presence-letter', OVERNIGHT),
  phrase('peace-between-neighbours', ALL),
  phrase('discrimination-complaint', ALL),
]);
