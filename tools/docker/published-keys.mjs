/** Ids of the keys that a gate at this address tells everybody to seal to. */
export async function sealingKeys(gate) {
  const answer = await fetch(`${gate}/v1/keys`, { signal: AbortSignal.timeout(10_000) });
  const { keys = [] } = await answer.json();
  return keys.map(({ kid }) => kid);
}
