import { HttpException } from '@nestjs/common';
import type { Bilingual, Language } from '../language/language.js';

/** A kind of refusal that a client can meet: RFC 9457, in two languages, with nothing of the request in it. */
export interface ProblemDefinition {
  /** Stable; clients may branch on it. */
  readonly code: string;
  readonly status: number;
  readonly title: Bilingual;
  readonly detail?: Bilingual;
}

export interface ProblemExtras {
  /** Sent as `Retry-After`, whole seconds. */
  readonly retryAfterS?: number;
  /** A link to what to do instead, sent as `help`. A path of ours or a whole URL, never anything from the request. */
  readonly help?: string;
  /** Names of our own parameters (never of the request's) that are wrong, sent as `parameters`. */
  readonly parameters?: readonly string[];
}

/** What is sent, as `application/problem+json`. */
export interface ProblemBody {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail?: string;
  readonly help?: string;
  readonly parameters?: readonly string[];
}

/** Thrown by controllers and guards; `ProblemFilter` makes the answer. */
export class ProblemException extends HttpException {
  constructor(
    readonly problem: ProblemDefinition,
    readonly extras: ProblemExtras = {},
  ) {
    super(problem.code, problem.status);
  }
}

export function problemBody(
  { code, status, title, detail }: ProblemDefinition,
  { help, parameters }: ProblemExtras,
  language: Language,
): ProblemBody {
  return {
    type: `urn:havre:problem:${code}`,
    title: title[language],
    status,
    code,
    ...(detail === undefined ? {} : { detail: detail[language] }),
    ...(help === undefined ? {} : { help }),
    ...(parameters === undefined || parameters.length === 0 ? {} : { parameters }),
  };
}
