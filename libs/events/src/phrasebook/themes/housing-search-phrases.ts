import { ALL, OVERNIGHT } from '../kinds.js';
import { DATE, code, whole } from '../parameters.js';
import { phrase, theme } from '../theme.js';

/** Finding a home. The words stand in `phrasebook/housing-search.json`. */
export const HOUSING_SEARCH_PHRASES = theme('housing-search', [
  phrase('looks-for-home', ['housing'], { home: code('home') }),
  phrase('bedrooms', ['housing'], { count: whole(1, 8) }),
  phrase('rent-up-to', ['housing'], { dollars: whole(100, 5000) }),
  phrase('rent-subsidy', ['housing']),
  phrase('kitchen', ['housing']),
  phrase('furnished', ['housing']),
  phrase('heating-included', ['housing']),
  phrase('pets-allowed-home', ['housing']),
  phrase('near-transit', OVERNIGHT),
  phrase('near-place', ALL, { place: code('place') }),
  phrase('near-work', ['housing']),
  phrase('near-family', OVERNIGHT),
  phrase('near-hospital', ['shelter', 'housing', 'health']),
  phrase('same-neighbourhood', OVERNIGHT),
  phrase('anywhere-ok', OVERNIGHT),
  phrase('roommate-wanted', ['housing']),
  phrase('move-in-from', ['housing'], { date: DATE }),
  phrase('viewing-help', ['housing']),
  phrase('no-guarantor', ['housing']),
  phrase('good-tenant-references', ['housing']),
  phrase('first-home', ['housing']),
  phrase('waiting-list-join', ['housing']),
  phrase('co-op-application', ['housing']),
  phrase('needs-support-at-home', ['housing']),
  phrase('transfer-home', ['housing']),
]);
