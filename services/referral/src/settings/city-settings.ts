import type { CodeLanguage } from '../domain/spoken-code.js';

/** Where the service is. */
export interface CitySettings {
  /** IANA time zone: the clock for services that state none. */
  readonly timeZone: string;
  /** The language of spoken codes for households that speak neither French nor English. */
  readonly language: CodeLanguage;
}
