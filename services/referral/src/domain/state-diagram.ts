import { hasEndedState, REFERRAL_STATES } from './referral.js';
import { TRANSITIONS } from './transitions.js';

/** The life of a referral as a Mermaid state diagram, from the table that the code follows. */
export function stateDiagram(): string {
  const arrows = new Map<string, Set<string>>();
  for (const { from, to, on } of TRANSITIONS) {
    const sources = from.length === 0 ? ['[*]'] : from;
    for (const source of sources) {
      if (to === 'same' || to === source) continue;
      const arrow = `${nameOf(source)} --> ${nameOf(to)}`;
      arrows.set(arrow, (arrows.get(arrow) ?? new Set()).add(on));
    }
  }
  const lines = [...arrows].map(([arrow, inputs]) => `  ${arrow}: ${[...inputs].join(', ')}`);
  const ends = REFERRAL_STATES.filter((state) => hasEndedState(state)).map(
    (state) => `  ${nameOf(state)} --> [*]`,
  );
  return ['stateDiagram-v2', ...lines, ...ends].join('\n');
}

/** Mermaid takes no hyphen in a name. */
function nameOf(state: string): string {
  return state.replaceAll('-', '_');
}
