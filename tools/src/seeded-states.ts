/** A small generator (Numerical Recipes): unsigned 32-bit states, the same ones for the same seed. */
export function seededStates(seed: number): () => number {
  let state = seed >>> 0;
  return () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0);
}
