import type { Position } from './verdict.js';

/** The department's own topic, to which it may write and nothing else. */
export interface SealedTopic {
  readonly name: string;
  /**
   * Appends sealed events durably; answers where each stands, in their order.
   * @throws SealedDoorFault `broker-unavailable` (what became of them is not known), `broker-refused`
   */
  append(values: readonly string[]): Promise<readonly Position[]>;
  close(): Promise<void>;
}
