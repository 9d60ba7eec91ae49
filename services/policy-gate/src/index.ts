/** The only door: what a host needs to run it. */
export { createPolicyGate } from './create-policy-gate.js';
export { PolicyGateModule, type PolicyGateParts } from './policy-gate.module.js';
export { POLICY_GATE_SETTINGS } from './settings/policy-gate-settings.js';
