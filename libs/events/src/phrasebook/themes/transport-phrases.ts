import { ALL } from '../kinds.js';
import { DATE, TIME, code, whole } from '../parameters.js';
import { phrase, theme } from '../theme.js';

/** Transport. The words stand in `phrasebook/transport.json`. */
export const TRANSPORT_PHRASES = theme('transport', [
  phrase('ride-needed', ALL, { place: code('place') }),
  phrase('ride-on', ALL, { date: DATE, time: TIME }),
  phrase('ride-back', ALL, { time: TIME }),
  phrase('wheelchair-ride', ALL),
  phrase('adapted-transport-register', ALL),
  phrase('transport-missed', ALL),
  phrase('carpool', ALL),
  phrase('no-night-travel', ALL),
  phrase('learn-transit', ['integration']),
  phrase('lives-far-out', ALL),
  phrase('snow-or-ice-path', ALL),
  phrase('travel-time-limit', ALL, { minutes: whole(5, 120) }),
  phrase('bicycle-repair', ['recreation']),
]);
