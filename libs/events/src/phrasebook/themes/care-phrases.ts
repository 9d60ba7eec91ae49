import { ALL } from '../kinds.js';
import { DATE, TIME, code, whole } from '../parameters.js';
import { phrase, theme } from '../theme.js';

/** Care and appointments. The words stand in `phrasebook/care.json`. */
export const CARE_PHRASES = theme('care', [
  phrase('needs-care', ['health'], { care: code('care') }),
  phrase('care-appointment-on', ['health'], { care: code('care'), date: DATE }),
  phrase('appointment-on', ALL, { date: DATE, time: TIME }),
  phrase('regular-treatment', ['health'], { care: code('care'), day: code('day') }),
  phrase('has-symptom', ['health'], { symptom: code('symptom') }),
  phrase('symptom-where', ['health'], { symptom: code('symptom'), part: code('body-part') }),
  phrase('since-days', ['health'], { days: whole(1, 365) }),
  phrase('getting-worse', ['health']),
  phrase('has-condition', ALL, { condition: code('condition') }),
  phrase('test-needed', ['health'], { test: code('test') }),
  phrase('test-on', ['health'], { test: code('test'), date: DATE }),
  phrase('results-awaited', ['health']),
  phrase('fasting-for-test', ['shelter', 'food', 'health']),
  phrase('dental-pain', ['health']),
  phrase('dental-low-cost', ['health']),
  phrase('glasses-low-cost', ['health']),
  phrase('prefers-woman-clinician', ['health']),
  phrase('prefers-man-clinician', ['health']),
  phrase('afraid-of-care', ['health']),
  phrase('refuses-ambulance', ['health']),
  phrase('clinician-comes-here', ['health']),
]);
