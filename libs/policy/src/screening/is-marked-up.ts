/** Elements of XML and HTML, cards and calendars, segments, headings and boxes of Markdown. */
const MARKED_UP = /<(?:!--|\/?[a-zA-Z][^<>]{0,200}>)|^BEGIN:V|^MSH\||^#{1,4} |^- \[[ xX]\]/m;
const ASCII85 = '<~';

/** Whether a text stands in a message for machines. The signs of ascii85 look like those of markup: there only what it spells counts. */
export function isMarkedUp(text: string, source: string): boolean {
  return MARKED_UP.test(source.startsWith(ASCII85) ? text : source);
}
