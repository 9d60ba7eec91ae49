import { DATE, TIME, code, whole } from '../parameters.js';
import { phrase, theme } from '../theme.js';

/** Medication and continuing care. The words stand in `phrasebook/medicine.json`. */
export const MEDICINE_PHRASES = theme('medicine', [
  phrase('prescription-ends', ['health'], { date: DATE }),
  phrase('prescription-renewal', ['health'], { medication: code('medication') }),
  phrase('medication-left-days', ['health'], { medication: code('medication'), days: whole(0, 60) }),
  phrase('takes-medication', ['shelter', 'health'], { medication: code('medication'), time: TIME }),
  phrase('takes-medication-kind', ['shelter', 'health'], { medication: code('medication') }),
  phrase('medication-mixed-up', ['health']),
  phrase('medication-lost', ['health'], { medication: code('medication') }),
  phrase('medication-cost', ['health']),
  phrase('pharmacy-delivery', ['health']),
  phrase('medical-letter', ['health']),
  phrase('wound-care', ['health']),
  phrase('foot-care', ['health']),
  phrase('skin-contagious', ['shelter', 'health']),
  phrase('contagious-rest', ['shelter', 'health']),
  phrase('diabetes-low-or-high', ['health']),
  phrase('seizure-recent', ['shelter', 'health']),
  phrase('seizure-history', ['shelter', 'health']),
  phrase('surgery-recovery', ['shelter', 'health'], { weeks: whole(1, 26) }),
  phrase('home-oxygen', ['shelter', 'health']),
  phrase('personal-care-aide', ['health']),
  phrase('end-of-life', ['health']),
  phrase('visit-patient', ['health']),
  phrase('urgent-today-care', ['health']),
  phrase('care-elsewhere-full', ['health']),
]);
