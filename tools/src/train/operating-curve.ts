/** One scored note: the higher the score, the likelier a drop; infinite where rules decided. */
export interface ScoredNote {
  readonly isDrop: boolean;
  readonly score: number;
}

/** Score above which no more than `share` (0 to 1) of the notes that should pass are dropped. */
export function thresholdFor(notes: readonly ScoredNote[], share: number): number {
  const passes = notes.filter(({ isDrop }) => !isDrop).map(({ score }) => score);
  passes.sort((a, b) => b - a);
  return passes[Math.floor(share * passes.length)] ?? Number.NEGATIVE_INFINITY;
}

/** Share of the notes with a label that stand above a threshold. */
export function shareAbove(notes: readonly ScoredNote[], isDrop: boolean, threshold: number): number {
  const labelled = notes.filter((note) => note.isDrop === isDrop);
  return labelled.filter(({ score }) => score > threshold).length / Math.max(1, labelled.length);
}

/** Shares of wrongly dropped notes at which recall is printed. */
export const CURVE_POINTS = [0.005, 0.01, 0.02, 0.05, 0.1, 0.15, 0.35] as const;

/** Recall at each of the curve's points. */
export function recallCurve(notes: readonly ScoredNote[]): Readonly<Record<string, number>> {
  return Object.fromEntries(
    CURVE_POINTS.map((share) => [
      String(share),
      Math.round(shareAbove(notes, true, thresholdFor(notes, share)) * 1000) / 1000,
    ]),
  );
}
