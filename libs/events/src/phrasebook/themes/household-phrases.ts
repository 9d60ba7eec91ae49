import { ALL, OVERNIGHT } from '../kinds.js';
import { whole } from '../parameters.js';
import { phrase, theme } from '../theme.js';

/** The household. The words stand in `phrasebook/household.json`. */
export const HOUSEHOLD_PHRASES = theme('household', [
  phrase('child-age', ALL, { years: whole(1, 17) }),
  phrase('baby-months', ALL, { months: whole(0, 23) }),
  phrase('newborn-weeks', ALL, { weeks: whole(0, 12) }),
  phrase('twins', ALL),
  phrase('single-parent', ALL),
  phrase('couple', ALL),
  phrase('siblings-together', ALL),
  phrase('with-grandparent', ALL),
  phrase('relative-child', ALL),
  phrase('shared-custody', ALL),
  phrase('household-of', ALL, { count: whole(1, 20) }),
  phrase('household-grows', ALL),
  phrase('lives-alone', ALL),
  phrase('knows-nobody-near', ALL),
  phrase('lonely', ALL),
  phrase('caregiver', ALL),
  phrase('caregiver-exhausted', ALL),
  phrase('grieving', ALL),
  phrase('separated', ALL),
  phrase('young-alone', ALL),
  phrase('parents-not-called', ALL),
  phrase('aged-at-least', ALL, { years: whole(50, 100) }),
  phrase('young-adult', ALL),
  phrase('chosen-name', ALL),
  phrase('gender-of-choice', OVERNIGHT),
  phrase('no-mixed-dorm', ['shelter']),
  phrase('first-peoples-service', ALL),
  phrase('faith-practice', ALL),
  phrase('spiritual-support', ALL),
  phrase('lgbtq-welcome', ALL),
  phrase('veteran', ALL),
  phrase('supervised-visits', ALL),
]);
