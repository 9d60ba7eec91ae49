import { IsIn, IsUUID } from 'class-validator';

/** Why an operator decides so. A code, so that nothing about anybody can be written here. */
export const ATTENTION_REASONS = [
  'asked-by-department',
  'asked-by-provider',
  'rang-services',
  'circumstances-changed',
  'found-elsewhere',
  'unreachable',
  'no-service-fits',
  'entered-in-error',
  'exercise',
] as const;

export type AttentionReason = (typeof ATTENTION_REASONS)[number];

export class AttentionTarget {
  @IsUUID()
  id!: string;
}

export class AttentionBody {
  @IsIn(ATTENTION_REASONS)
  reason!: AttentionReason;
}
