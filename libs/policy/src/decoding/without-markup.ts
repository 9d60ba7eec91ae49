const MARKUP = /<!--|<\/?[a-zA-Z][^<>]{0,500}>|<!\[CDATA\[|\]\]>/g;
const COMMENT = '<!--';
const COMMENT_END = '-->';
const LONGEST_COMMENT = 2_000;

/** A text without its elements, comments and marks of character data: what a reader of a page sees of it. */
export function withoutMarkup(text: string): string {
  let plain = '';
  let from = 0;
  // The end of a comment is looked for once, however many begin before it.
  let end = -1;
  MARKUP.lastIndex = 0;
  for (let found = MARKUP.exec(text); found !== null; found = MARKUP.exec(text)) {
    const [mark] = found;
    let until = found.index + mark.length;
    if (mark === COMMENT) {
      if (end !== Number.POSITIVE_INFINITY && end < until) end = endOfComment(text, until);
      if (end - until > LONGEST_COMMENT) continue;
      until = end + COMMENT_END.length;
    }
    plain += text.slice(from, found.index);
    from = until;
    MARKUP.lastIndex = until;
  }
  return from === 0 ? text : plain + text.slice(from);
}

function endOfComment(text: string, from: number): number {
  const end = text.indexOf(COMMENT_END, from);
  return end < 0 ? Number.POSITIVE_INFINITY : end;
}
