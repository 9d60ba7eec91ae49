import type { AdmissionRequest, AdmissionResult } from './admit-events.js';
import type { GroupCommit } from './group-commit.js';

/** What both doors have to store, in groups. */
export type Admissions = GroupCommit<AdmissionRequest, readonly AdmissionResult[]>;

/** Injection token of the `Admissions`. */
export const ADMISSIONS = Symbol('Admissions');
