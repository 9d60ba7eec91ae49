import { ALL, OVERNIGHT } from '../kinds.js';
import { DATE, code } from '../parameters.js';
import { phrase, theme } from '../theme.js';

/** Shelter: night and rest. The words stand in `phrasebook/shelter-night.json`. */
export const SHELTER_NIGHT_PHRASES = theme('shelter-night', [
  phrase('snores', ['shelter']),
  phrase('light-sleeper', ['shelter']),
  phrase('quiet-room', OVERNIGHT),
  phrase('bed-near-heat', ['shelter']),
  phrase('bed-away-from-kitchen', ['shelter']),
  phrase('change-bed', ['shelter']),
  phrase('bed-near-someone', ['shelter'], { who: code('relative') }),
  phrase('medical-device-power', OVERNIGHT),
  phrase('fridge-for-medication', OVERNIGHT),
  phrase('medication-locked', OVERNIGHT),
  phrase('watch-overnight', ['shelter']),
  phrase('smoke-free', OVERNIGHT),
  phrase('smokes-outside', OVERNIGHT),
  phrase('dry-setting', OVERNIGHT),
  phrase('accepts-use', OVERNIGHT),
  phrase('shower-on-arrival', ['shelter']),
  phrase('late-meal', ['shelter']),
  phrase('bedding-extra', ['shelter'], { item: code('furniture') }),
  phrase('sleeps-badly-alone', ['shelter']),
  phrase('play-space', ['shelter']),
  phrase('nursing-space', ALL),
  phrase('no-shelter-prefers-outside', ['shelter']),
  phrase('outreach-check', ['shelter']),
  phrase('vehicle-parking', OVERNIGHT),
  phrase('transfer-other-shelter', ['shelter']),
  phrase('shelter-closing', ['shelter'], { date: DATE }),
]);
