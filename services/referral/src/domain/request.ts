import type { Accessibility, Household, IntakeData, Need, Pet, PhraseUse } from '@havre/events';

/**
 * What one referral asks for: one need and the household that has it, as they stood when the intake was received or
 * last corrected. A referral carries its own copy, so it never depends on how long the log keeps the intake.
 */
export interface Request {
  readonly need: Need;
  readonly household: Household;
  readonly language: string;
  readonly interpreter?: boolean;
  readonly area?: string;
  readonly accessibility?: readonly Accessibility[];
  readonly pets?: readonly Pet[];
  readonly exclusions?: readonly string[];
  readonly phrases?: readonly PhraseUse[];
}

/** One request for each need of an intake, in the order of the needs. The note stays with the intake. */
export function requestsOf(intake: IntakeData): readonly Request[] {
  return intake.needs.map((need) => ({
    need,
    household: intake.household,
    language: intake.language,
    ...(intake.interpreter === undefined ? {} : { interpreter: intake.interpreter }),
    ...(intake.area === undefined ? {} : { area: intake.area }),
    ...(intake.accessibility === undefined ? {} : { accessibility: intake.accessibility }),
    ...(intake.pets === undefined ? {} : { pets: intake.pets }),
    ...(intake.exclusions === undefined ? {} : { exclusions: intake.exclusions }),
    ...(intake.phrases === undefined ? {} : { phrases: intake.phrases }),
  }));
}
