import { OVERNIGHT } from '../kinds.js';
import { DATE, TIME, whole } from '../parameters.js';
import { phrase, theme } from '../theme.js';

/** Shelter: the bed, the room, the night. The words stand in `phrasebook/shelter.json`. */
export const SHELTER_PHRASES = theme('shelter', [
  phrase('lower-bunk', ['shelter'], { count: whole(1, 6) }),
  phrase('upper-bunk-ok', ['shelter']),
  phrase('keep-together', OVERNIGHT),
  phrase('crib-needed', OVERNIGHT, { count: whole(1, 4) }),
  phrase('extra-mattress', ['shelter'], { count: whole(1, 20) }),
  phrase('single-room', OVERNIGHT),
  phrase('family-room', ['shelter']),
  phrase('women-only-place', OVERNIGHT),
  phrase('men-place', ['shelter']),
  phrase('teen-boy-accepted', ['shelter']),
  phrase('youth-bed', ['shelter']),
  phrase('couple-bed', ['shelter']),
  phrase('bed-tonight', ['shelter']),
  phrase('longer-stay', ['shelter']),
  phrase('extend-stay', ['shelter'], { until: DATE }),
  phrase('hold-bed-until', ['shelter'], { time: TIME }),
  phrase('hold-bed-while-away', ['shelter'], { until: DATE }),
  phrase('late-return', ['shelter'], { time: TIME }),
  phrase('wake-at', ['shelter'], { time: TIME }),
  phrase('do-not-wake-before', ['shelter'], { time: TIME }),
  phrase('day-rest', ['shelter']),
  phrase('warm-place', ['shelter']),
  phrase('cool-place', ['shelter']),
]);
