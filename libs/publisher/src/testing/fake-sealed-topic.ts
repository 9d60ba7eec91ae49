import { SealedDoorFault, type SealedDoorFaultCode } from '../kafka/sealed-door-fault.js';
import type { SealedTopic } from '../kafka/sealed-topic.js';
import type { Position } from '../kafka/verdict.js';

/** A topic of one partition in memory, that fails when it is told to and tells who listens. */
export class FakeSealedTopic implements SealedTopic {
  readonly name = 'havre.ingress.accueil';
  readonly values: string[] = [];
  failures: SealedDoorFaultCode[] = [];
  onAppend: (position: Position, value: string) => void = () => undefined;

  async append(values: readonly string[]): Promise<readonly Position[]> {
    const failure = this.failures.shift();
    if (failure !== undefined) throw new SealedDoorFault(failure);
    return values.map((value) => {
      const position = { partition: 0, offset: String(this.values.length) };
      this.values.push(value);
      this.onAppend(position, value);
      return position;
    });
  }

  async close(): Promise<void> {
    await Promise.resolve();
  }
}
