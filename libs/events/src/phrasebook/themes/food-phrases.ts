import { ALL } from '../kinds.js';
import { TIME, code, whole } from '../parameters.js';
import { phrase, theme } from '../theme.js';

/** Food. The words stand in `phrasebook/food.json`. */
export const FOOD_PHRASES = theme('food', [
  phrase('diet', ['shelter', 'food'], { diet: code('diet') }),
  phrase('allergy', ['shelter', 'food', 'health'], { allergen: code('allergen') }),
  phrase('severe-allergy', ALL),
  phrase('no-cooking', ['food']),
  phrase('microwave-only', ['food']),
  phrase('no-fridge', ['food']),
  phrase('nothing-to-eat', ['food']),
  phrase('food-parcel', ['food'], { count: whole(1, 20) }),
  phrase('food-parcel-every', ['food'], { frequency: code('frequency') }),
  phrase('meals-for', ['food'], { count: whole(1, 60) }),
  phrase('hot-meal', ['food']),
  phrase('which-meal', ['food'], { meal: code('meal') }),
  phrase('meals-at-home', ['food']),
  phrase('takeaway', ['food']),
  phrase('delivery-needed', ['food']),
  phrase('leave-at-door', ['housing', 'food']),
  phrase('light-bags', ['food']),
  phrase('food-item', ['food'], { item: code('food-item') }),
  phrase('chooses-own-food', ['food']),
  phrase('infant-formula', ['food']),
  phrase('formula-type', ['food'], { months: whole(0, 24) }),
  phrase('diapers', ['shelter', 'food'], { size: whole(0, 7) }),
  phrase('school-lunch', ['food', 'integration']),
  phrase('cooking-group', ['food', 'recreation']),
  phrase('food-bank-hours', ['food']),
  phrase('poor-teeth', ['food', 'health']),
  phrase('eats-little', ['food', 'health']),
  phrase('fasting-until', ['shelter', 'food'], { time: TIME }),
  phrase('pregnancy-food', ['food']),
  phrase('community-garden', ['food', 'recreation']),
  phrase('holiday-hamper', ['food']),
  phrase('pet-food', ['food'], { pet: code('pet') }),
]);
