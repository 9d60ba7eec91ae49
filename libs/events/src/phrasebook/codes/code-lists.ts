import { ACTIVITY_CODES } from './activity-codes.js';
import { HEALTH_CODES } from './health-codes.js';
import { HOME_CODES } from './home-codes.js';
import { PAPER_CODES } from './paper-codes.js';
import { PEOPLE_CODES } from './people-codes.js';

/** Every closed list of codes, by name. */
export const CODE_LISTS = {
  ...PEOPLE_CODES,
  ...HEALTH_CODES,
  ...HOME_CODES,
  ...PAPER_CODES,
  ...ACTIVITY_CODES,
} as const;

/** The name of a list of codes. */
export type CodeList = keyof typeof CODE_LISTS;
