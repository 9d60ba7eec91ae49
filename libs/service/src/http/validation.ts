import { ValidationPipe } from '@nestjs/common';
import type { ValidationError } from '@nestjs/common';
import { ProblemException } from './problem.js';
import { PROBLEMS } from './problems.js';

const UNKNOWN = 'whitelistValidation';

/**
 * class-validator at the edge: unknown properties are refused, values are not echoed. The answer names the parameters of
 * ours that are wrong; a name that we do not know came from outside and is not repeated.
 */
export function validationPipe(): ValidationPipe {
  return new ValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    stopAtFirstError: true,
    validationError: { target: false, value: false },
    exceptionFactory: (errors) =>
      new ProblemException(PROBLEMS.wrongParameters, { parameters: knownNames(errors) }),
  });
}

function knownNames(errors: readonly ValidationError[]): readonly string[] {
  const known = errors.filter(({ constraints }) => constraints?.[UNKNOWN] === undefined);
  return known.map(({ property }) => property).sort();
}
