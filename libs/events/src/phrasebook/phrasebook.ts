import type { Phrase } from './phrase.js';
import { BABY_PHRASES } from './themes/baby-phrases.js';
import { BELONGINGS_PHRASES } from './themes/belongings-phrases.js';
import { CARE_PHRASES } from './themes/care-phrases.js';
import { CHILDCARE_AND_LIBRARY_PHRASES } from './themes/childcare-and-library-phrases.js';
import { CLOTHING_AND_HYGIENE_PHRASES } from './themes/clothing-and-hygiene-phrases.js';
import { CONTACT_PHRASES } from './themes/contact-phrases.js';
import { FOOD_PHRASES } from './themes/food-phrases.js';
import { FORMS_AND_LAW_PHRASES } from './themes/forms-and-law-phrases.js';
import { HOUSEHOLD_PHRASES } from './themes/household-phrases.js';
import { HOUSING_HOME_PHRASES } from './themes/housing-home-phrases.js';
import { HOUSING_SEARCH_PHRASES } from './themes/housing-search-phrases.js';
import { LANGUAGE_PHRASES } from './themes/language-phrases.js';
import { LEAVING_PHRASES } from './themes/leaving-phrases.js';
import { MEDICINE_PHRASES } from './themes/medicine-phrases.js';
import { MIND_AND_SUBSTANCES_PHRASES } from './themes/mind-and-substances-phrases.js';
import { MOBILITY_PHRASES } from './themes/mobility-phrases.js';
import { MONEY_PHRASES } from './themes/money-phrases.js';
import { RECREATION_PHRASES } from './themes/recreation-phrases.js';
import { SAFETY_PHRASES } from './themes/safety-phrases.js';
import { SCHOOL_PHRASES } from './themes/school-phrases.js';
import { SHELTER_PHRASES } from './themes/shelter-phrases.js';
import { SHELTER_NIGHT_PHRASES } from './themes/shelter-night-phrases.js';
import { TRANSPORT_PHRASES } from './themes/transport-phrases.js';
import { VISIT_PHRASES } from './themes/visit-phrases.js';
import { WORK_PHRASES } from './themes/work-phrases.js';

/** Every phrase that an intake can carry, by theme. Codes are never reused; texts may be improved. */
export const PHRASEBOOK: readonly Phrase[] = [
  ...VISIT_PHRASES,
  ...CONTACT_PHRASES,
  ...HOUSEHOLD_PHRASES,
  ...LANGUAGE_PHRASES,
  ...MOBILITY_PHRASES,
  ...SAFETY_PHRASES,
  ...BELONGINGS_PHRASES,
  ...CLOTHING_AND_HYGIENE_PHRASES,
  ...MONEY_PHRASES,
  ...FORMS_AND_LAW_PHRASES,
  ...WORK_PHRASES,
  ...SCHOOL_PHRASES,
  ...CHILDCARE_AND_LIBRARY_PHRASES,
  ...SHELTER_PHRASES,
  ...SHELTER_NIGHT_PHRASES,
  ...LEAVING_PHRASES,
  ...HOUSING_SEARCH_PHRASES,
  ...HOUSING_HOME_PHRASES,
  ...FOOD_PHRASES,
  ...BABY_PHRASES,
  ...CARE_PHRASES,
  ...MEDICINE_PHRASES,
  ...MIND_AND_SUBSTANCES_PHRASES,
  ...RECREATION_PHRASES,
  ...TRANSPORT_PHRASES,
];
