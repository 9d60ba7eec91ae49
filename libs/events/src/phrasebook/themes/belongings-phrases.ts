import { ALL, OVERNIGHT } from '../kinds.js';
import { DATE, code, whole } from '../parameters.js';
import { phrase, theme } from '../theme.js';

/** Belongings and animals. The words stand in `phrasebook/belongings.json`. */
export const BELONGINGS_PHRASES = theme('belongings', [
  phrase('luggage', OVERNIGHT, { count: whole(1, 12) }),
  phrase('has-with', OVERNIGHT, { item: code('belonging') }),
  phrase('nothing-with', ALL),
  phrase('keep-belongings', ALL, { until: DATE }),
  phrase('locker-needed', ALL),
  phrase('storage-needed', OVERNIGHT),
  phrase('storage-ends', OVERNIGHT, { date: DATE }),
  phrase('lost-item', ALL, { item: code('belonging') }),
  phrase('found-item', ALL, { item: code('belonging') }),
  phrase('mail-held', ALL),
  phrase('mail-address', ALL),
  phrase('pick-up-things', ALL, { date: DATE }),
  phrase('heat-treat-things', OVERNIGHT),
  phrase('has-dog', OVERNIGHT, { kg: whole(1, 100) }),
  phrase('has-cat-carrier', OVERNIGHT),
  phrase('has-pet', ALL, { pet: code('pet') }),
  phrase('pet-calm', OVERNIGHT),
  phrase('not-without-pet', OVERNIGHT),
  phrase('pet-foster', ALL),
  phrase('pet-lost', ALL),
  phrase('pet-care', ALL),
]);
