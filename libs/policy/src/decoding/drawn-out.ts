const DRAWN_OUT = /([a-z])\1{2,}/gi;

/** A text whose letters are drawn out (`nooo paaapers`) with one letter for each row of them, then with two. */
export function withoutDrawingOut(text: string): readonly string[] {
  const one = text.replace(DRAWN_OUT, '$1');
  return one === text ? [] : [one, text.replace(DRAWN_OUT, '$1$1')];
}
