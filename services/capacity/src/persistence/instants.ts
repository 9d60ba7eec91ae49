/** Instants cross the border to PostgreSQL as RFC 3339 text; inside they are milliseconds. */
export function toText(instant: number | null): string | null {
  return instant === null ? null : new Date(instant).toISOString();
}

/** Reads what PostgreSQL prints; what it keeps below the millisecond is cut off. */
export function toInstant(text: string): number {
  return Math.floor(Date.parse(text));
}

export function toInstantOrNull(text: string | null): number | null {
  return text === null ? null : toInstant(text);
}
