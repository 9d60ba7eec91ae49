/** The steps of the sealed door, in order. */
export const STEPS = [
  'read',
  'opened',
  'receipts-stored',
  'appended',
  'admitted',
  'settled',
  'committed',
  'deleted',
  'deletion-noted',
  'rolled',
] as const;

export type Step = (typeof STEPS)[number];

/** Told of each step as it is done. For tests that end the process there; there is no setting for it. */
export type Probe = (step: Step) => Promise<void>;

export const noProbe: Probe = () => Promise.resolve();
