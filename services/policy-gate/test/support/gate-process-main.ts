import { createPolicyGate } from '../../src/index.js';
import type { Step } from '../../src/open-sealed/probe.js';

/** What a gate in a process of its own is told. */
export interface GateOrders {
  readonly env: Readonly<Record<string, string>>;
  /** The step at which the process ends itself, as if it had been killed there; never when absent. */
  readonly dieAt?: Step;
}

// The parent is gone: so is the reason to live.
process.on('disconnect', () => process.exit());

const { env, dieAt } = JSON.parse(process.argv[2] ?? '') as GateOrders;
const gate = await createPolicyGate({ env, hasProcessMetrics: false }, undefined, async (step) => {
  if (step === dieAt) process.kill(process.pid, 'SIGKILL');
});
process.send?.({ url: gate.url });
