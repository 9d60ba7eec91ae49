import { PLACE_PHRASES } from './place-phrases.js';
import { SERVICE_PHRASES } from './service-phrases.js';
import { VISIT_PHRASES } from './visit-phrases.js';
import type { Phrase } from './phrase.js';

/** Every phrase that an intake can carry. Codes are never reused; texts may be improved. */
export const PHRASEBOOK: readonly Phrase[] = [...VISIT_PHRASES, ...PLACE_PHRASES, ...SERVICE_PHRASES];
