/** Marks a number with 1 in an array of marks, which grows where it is too short: the same array, or its successor. */
export function marked(marks: Uint8Array<ArrayBuffer>, number: number): Uint8Array<ArrayBuffer> {
  const long = number < marks.length ? marks : lengthened(marks, number * 2 + 1);
  long[number] = 1;
  return long;
}

function lengthened(marks: Uint8Array, length: number): Uint8Array<ArrayBuffer> {
  const long = new Uint8Array(length);
  long.set(marks);
  return long;
}
