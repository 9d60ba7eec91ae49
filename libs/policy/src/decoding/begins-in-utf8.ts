/** Whether bytes, one after the other, may go on as UTF-8. Takes a few forms for UTF-8 that a strict reader refuses. */
export class BeginsInUtf8 {
  /** Bytes that the character at hand still needs. */
  #needed = 0;

  goesOnWith(byte: number): boolean {
    if (this.#needed > 0) {
      this.#needed--;
      return (byte & 0xc0) === 0x80;
    }
    if (byte < 0x80) return true;
    this.#needed = byte >= 0xf0 ? 3 : byte >= 0xe0 ? 2 : 1;
    return byte >= 0xc2 && byte <= 0xf4;
  }
}
