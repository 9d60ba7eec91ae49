import { ALL, OVERNIGHT } from '../kinds.js';
import { DATE, code, whole } from '../parameters.js';
import { phrase, theme } from '../theme.js';

/** The home, repairs, moving. The words stand in `phrasebook/housing-home.json`. */
export const HOUSING_HOME_PHRASES = theme('housing-home', [
  phrase('home-problem', ['housing'], { problem: code('home-problem') }),
  phrase('landlord-does-nothing', ['housing']),
  phrase('eviction-notice', ['housing'], { date: DATE }),
  phrase('bailiff-on', ['housing'], { date: DATE }),
  phrase('renoviction', ['housing']),
  phrase('rent-increase', ['housing']),
  phrase('lease-to-read', ['housing']),
  phrase('lease-change', ['housing']),
  phrase('deposit-not-returned', ['housing']),
  phrase('landlord-pressure', ['housing']),
  phrase('locked-out-now', OVERNIGHT),
  phrase('pest-treatment-on', ['housing'], { date: DATE }),
  phrase('home-adaptation', ['housing']),
  phrase('small-repair', ['housing']),
  phrase('detector-needed', ['housing']),
  phrase('heating-loan', ['housing']),
  phrase('moving-help', ['housing'], { date: DATE }),
  phrase('truck-needed', ['housing']),
  phrase('furniture', ['housing'], { item: code('furniture') }),
  phrase('furniture-count', ['housing'], { item: code('furniture'), count: whole(1, 10) }),
  phrase('appliance', ['housing'], { item: code('appliance') }),
  phrase('delivery-floor', ['housing', 'food'], { floor: whole(0, 40) }),
  phrase('no-elevator-delivery', ['housing', 'food']),
  phrase('furniture-pickup', ['housing']),
  phrase('item-removal', ['housing']),
  phrase('cleaning-help', ['housing']),
  phrase('evacuated', OVERNIGHT),
  phrase('tenants-group', ['housing']),
  phrase('home-heating-check', ['housing']),
  phrase('wellness-check', ALL),
  phrase('daily-call', ALL),
]);
