import { ALL, OVERNIGHT } from '../kinds.js';
import { LANGUAGE, code } from '../parameters.js';
import { phrase, theme } from '../theme.js';

/** Language and communication. The words stand in `phrasebook/language.json`. */
export const LANGUAGE_PHRASES = theme('language', [
  phrase('speaks', ALL, { language: LANGUAGE }),
  phrase('speaks-a-little', ALL, { language: LANGUAGE }),
  phrase('interpreter-language', ALL, { language: LANGUAGE }),
  phrase('interpreter-gender', ALL, { gender: code('gender') }),
  phrase('interpreter-not-family', ALL),
  phrase('interpreter-in-person', ALL),
  phrase('interpreter-by-phone', ALL),
  phrase('sign-language', ALL),
  phrase('deaf', ALL),
  phrase('visual-alarm', OVERNIGHT),
  phrase('hears-better-side', ALL, { side: code('side') }),
  phrase('lip-reads', ALL),
  phrase('blind', ALL),
  phrase('large-print', ALL),
  phrase('reads-little', ALL),
  phrase('writing-help', ALL),
  phrase('letter-to-explain', ALL),
  phrase('picture-or-text', ALL),
  phrase('language-of-school', ['integration']),
  phrase('practise-speaking', ['integration']),
]);
