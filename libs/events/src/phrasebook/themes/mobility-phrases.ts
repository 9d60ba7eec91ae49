import { ALL, OVERNIGHT } from '../kinds.js';
import { code, whole } from '../parameters.js';
import { phrase, theme } from '../theme.js';

/** Moving about, aids and daily living. The words stand in `phrasebook/mobility.json`. */
export const MOBILITY_PHRASES = theme('mobility', [
  phrase('ground-floor-only', OVERNIGHT),
  phrase('no-stairs', ALL),
  phrase('few-steps-only', ALL, { count: whole(1, 20) }),
  phrase('lift-needed', ALL),
  phrase('uses-device', ALL, { device: code('device') }),
  phrase('needs-device', ALL, { device: code('device') }),
  phrase('device-to-return', ALL, { device: code('device') }),
  phrase('wide-doors', OVERNIGHT),
  phrase('walk-in-shower', OVERNIGHT),
  phrase('near-bathroom', OVERNIGHT),
  phrase('daily-help', ALL, { help: code('help') }),
  phrase('volunteer-wanted', ALL, { help: code('help') }),
  phrase('no-lifting', ALL),
  phrase('walks-slowly', ALL),
  phrase('needs-rest-stops', ALL),
  phrase('falls', ALL),
  phrase('large-size', ALL),
  phrase('sensory-calm', ALL),
  phrase('one-to-one-support', ALL),
  phrase('routine-matters', ALL),
  phrase('wanders', ALL),
  phrase('guide-dog', ALL),
  phrase('power-wheelchair-outlet', OVERNIGHT),
  phrase('injury-limits', ALL, { part: code('body-part') }),
  phrase('incontinence', OVERNIGHT),
]);
