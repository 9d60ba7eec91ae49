/** The replay cannot go on; the message is for the person who started it. */
export class ReplayError extends Error {}
