import { DATE, LANGUAGE, code, whole } from '../parameters.js';
import { phrase, theme } from '../theme.js';

/** Childcare, library, neighbourhood. The words stand in `phrasebook/childcare-and-library.json`. */
export const CHILDCARE_AND_LIBRARY_PHRASES = theme('childcare-and-library', [
  phrase('daycare-place', ['integration'], { months: whole(0, 71) }),
  phrase('childcare-needed', ['integration'], { part: code('part-of-day') }),
  phrase('drop-in-childcare', ['integration'], { date: DATE }),
  phrase('who-picks-up', ['integration'], { who: code('relative') }),
  phrase('nobody-at-home-after-school', ['integration']),
  phrase('library-card', ['integration', 'recreation']),
  phrase('library-fines', ['integration', 'recreation']),
  phrase('books-delivered', ['integration', 'recreation']),
  phrase('renew-loan', ['integration', 'recreation']),
  phrase('computer-access', ['integration']),
  phrase('computer-help', ['integration']),
  phrase('know-the-neighbourhood', ['integration']),
  phrase('meet-other-parents', ['integration']),
  phrase('mentor-or-buddy', ['integration', 'recreation']),
  phrase('conversation-partner', ['integration'], { language: LANGUAGE }),
]);
