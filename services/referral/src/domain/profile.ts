import type { UnitType } from '@havre/events';
import { unitsFor } from './demand.js';
import { ACCESSIBILITY_BITS, AGE_BITS, GENDER_BITS, hashOf, maskOf, primaryLanguage } from './directory.js';
import type { Request } from './request.js';

/** A request made ready for comparing with many services: codes as bits, questions answered once. */
export interface Profile {
  readonly request: Request;
  readonly size: number;
  readonly ages: number;
  /** Genders of those whom a gender rule concerns; infants and children follow their adults. */
  readonly genders: number;
  /** True when somebody whom a gender rule concerns did not state a gender. */
  readonly hasUnstatedGender: boolean;
  /** More than one person, a minor among them. */
  readonly isFamily: boolean;
  readonly accessibility: number;
  readonly language: string;
  readonly units: readonly UnitType[];
  readonly exclusions: ReadonlySet<string>;
  readonly requires: ReadonlySet<string>;
  /** Breaks ties evenly over services, and always the same way for the same referral. */
  readonly seed: number;
}

/** Prepares the request of a referral. */
export function profileOf(request: Request, referralId: string): Profile {
  const { members } = request.household;
  const concerned = members.filter(({ ageGroup }) => ageGroup !== 'infant' && ageGroup !== 'child');
  const genders = concerned.flatMap(({ gender }) => (gender === undefined ? [] : [gender]));
  const ages = maskOf(
    AGE_BITS,
    members.map(({ ageGroup }) => ageGroup),
  );
  return {
    request,
    size: members.length,
    ages,
    genders: maskOf(GENDER_BITS, genders),
    hasUnstatedGender: genders.length < concerned.length,
    isFamily: members.length > 1 && (ages & MINORS) !== 0,
    accessibility: maskOf(ACCESSIBILITY_BITS, request.accessibility ?? []),
    language: primaryLanguage(request.language),
    units: unitsFor(request),
    exclusions: new Set(request.exclusions),
    requires: new Set(request.need.requires),
    seed: hashOf(referralId),
  };
}

const MINORS = AGE_BITS.infant | AGE_BITS.child | AGE_BITS.youth;
