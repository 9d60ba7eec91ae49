import { ALL } from '../kinds.js';
import { DATE, TIME, code, whole } from '../parameters.js';
import { phrase, theme } from '../theme.js';

/** Forms, documents and rights. The words stand in `phrasebook/forms-and-law.json`. */
export const FORMS_AND_LAW_PHRASES = theme('forms-and-law', [
  phrase('help-with-forms', ['integration']),
  phrase('form-about', ALL, { form: code('form') }),
  phrase('form-due', ALL, { date: DATE }),
  phrase('document-needed', ALL, { document: code('document') }),
  phrase('document-lost', ALL, { document: code('document') }),
  phrase('document-renew', ALL, { document: code('document') }),
  phrase('document-brings', ALL, { document: code('document') }),
  phrase('document-accepted', ALL),
  phrase('support-letter-for', ALL, { form: code('form') }),
  phrase('print-copy-scan', ALL),
  phrase('sworn-statement', ALL),
  phrase('online-registration', ALL),
  phrase('hearing-on', ALL, { date: DATE, time: TIME }),
  phrase('eviction-hearing', ['housing'], { date: DATE }),
  phrase('accompany-to', ALL, { place: code('place') }),
  phrase('legal-help', ALL, { matter: code('matter') }),
  phrase('legal-information', ALL, { matter: code('matter') }),
  phrase('decision-awaited', ALL, { matter: code('matter') }),
  phrase('witness-or-interview-practice', ALL),
  phrase('has-lawyer', ALL),
  phrase('community-hours', ALL, { hours: whole(1, 500) }),
  phrase('probation-appointment', ALL, { day: code('day') }),
  phrase('agency-worker-known', ALL),
  phrase('child-protection-visit', ALL, { date: DATE }),
  phrase('custody-order', ALL),
  phrase('city-inspection', ['housing']),
  phrase('city-problem', ALL),
  phrase('public-meeting', ['integration']),
  phrase('small-claim', ALL),
  phrase('insurance-claim', ALL),
  phrase('benefit-appeal', ALL, { date: DATE }),
]);
