import type { NeedKind } from '../vocabulary.js';

/** What can be said whatever the need. */
export const ALL: readonly NeedKind[] = ['shelter', 'housing', 'food', 'health', 'integration', 'recreation'];

/** What is said of a place to sleep. */
export const OVERNIGHT: readonly NeedKind[] = ['shelter', 'housing'];

/** What is said of an appointment, a class or an activity. */
export const SESSIONS: readonly NeedKind[] = ['health', 'integration', 'recreation'];
