import { ALL } from '../kinds.js';
import { DATE, TIME, code } from '../parameters.js';
import { phrase, theme } from '../theme.js';

/** Keeping in touch: calls, messages, answers. The words stand in `phrasebook/contact.json`. */
export const CONTACT_PHRASES = theme('contact', [
  phrase('call-when-free', ALL),
  phrase('call-before', ALL),
  phrase('call-between', ALL, { from: TIME, until: TIME }),
  phrase('call-after', ALL, { time: TIME }),
  phrase('call-before-time', ALL, { time: TIME }),
  phrase('contact-by', ALL, { way: code('contact-way') }),
  phrase('contact-not-by', ALL, { way: code('contact-way') }),
  phrase('no-voicemail', ALL),
  phrase('speak-slowly', ALL),
  phrase('contact-through', ALL, { who: code('relative') }),
  phrase('no-phone', ALL),
  phrase('no-internet', ALL),
  phrase('no-email', ALL),
  phrase('phone-charging', ALL),
  phrase('phone-needed', ALL),
  phrase('call-with-them', ALL),
  phrase('quiet-place-to-call', ALL),
  phrase('please-confirm', ALL),
  phrase('answer-by', ALL, { date: DATE }),
  phrase('where-on-list', ALL),
  phrase('closed-by-mistake', ALL),
  phrase('second-request', ALL),
  phrase('services-list', ALL),
  phrase('explain-the-rules', ALL),
  phrase('same-worker', ALL),
  phrase('woman-worker', ALL),
  phrase('man-worker', ALL),
  phrase('no-pressure', ALL),
  phrase('be-discreet', ALL),
  phrase('name-not-asked', ALL),
  phrase('no-form-first', ALL),
  phrase('thanks', ALL),
]);
