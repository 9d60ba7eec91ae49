import { ALL, OVERNIGHT } from '../kinds.js';
import { code, whole } from '../parameters.js';
import { phrase, theme } from '../theme.js';

/** Clothing, hygiene and supplies. The words stand in `phrasebook/clothing-and-hygiene.json`. */
export const CLOTHING_AND_HYGIENE_PHRASES = theme('clothing-and-hygiene', [
  phrase('shower', ALL),
  phrase('hygiene-item', ALL, { item: code('hygiene') }),
  phrase('clothing', ALL, { item: code('garment'), size: code('size') }),
  phrase('clothing-any-size', ALL, { item: code('garment') }),
  phrase('child-clothing', ALL, { item: code('garment'), years: whole(0, 17) }),
  phrase('footwear', ALL, { item: code('garment'), size: whole(1, 50) }),
  phrase('dry-clothes-now', ALL),
  phrase('laundry', OVERNIGHT),
  phrase('haircut', ALL),
  phrase('blankets-for-outside', ['shelter']),
  phrase('stroller-needed', ALL),
  phrase('car-seat', ALL),
  phrase('school-supplies', ALL),
  phrase('toys', ALL),
  phrase('computer-loan', ALL),
  phrase('kitchen-kit', OVERNIGHT),
]);
