import { LANGUAGE, code, whole } from '../parameters.js';
import { phrase, theme } from '../theme.js';

/** Mental health and substance use. The words stand in `phrasebook/mind-and-substances.json`. */
export const MIND_AND_SUBSTANCES_PHRASES = theme('mind-and-substances', [
  phrase('wants-to-talk', ['health']),
  phrase('very-anxious', ['shelter', 'health']),
  phrase('very-sad', ['health']),
  phrase('thoughts-of-dying', ['shelter', 'health']),
  phrase('no-thoughts-of-dying', ['health']),
  phrase('hears-voices', ['health']),
  phrase('not-sleeping', ['shelter', 'health']),
  phrase('startles-easily', ['shelter', 'health']),
  phrase('confused-today', ['health']),
  phrase('grief-group', ['health', 'recreation']),
  phrase('peer-group', ['health', 'recreation']),
  phrase('therapy-trauma', ['health']),
  phrase('therapy-low-cost', ['health']),
  phrase('therapy-language', ['health'], { language: LANGUAGE }),
  phrase('crisis-plan', ['health']),
  phrase('calm-presence-helps', ['shelter', 'health']),
  phrase('detox-place', ['shelter', 'health'], { substance: code('substance') }),
  phrase('in-withdrawal', ['shelter', 'health'], { substance: code('substance') }),
  phrase('uses-substance', ['shelter', 'health'], { substance: code('substance') }),
  phrase('sober-since-days', ['shelter', 'health'], { days: whole(1, 365) }),
  phrase('recovery-group', ['health', 'recreation'], { day: code('day') }),
  phrase('naloxone-kit', ['health']),
  phrase('safer-use-supplies', ['health']),
  phrase('overdose-recent', ['shelter', 'health']),
  phrase('not-ready-to-quit', ['shelter', 'health']),
]);
