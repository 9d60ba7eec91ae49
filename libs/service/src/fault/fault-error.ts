/**
 * A fault: something that should not have happened, as opposed to an expected refusal (which is a value).
 *
 * `code` is stable and safe to log, count and return. `message` is a fixed sentence: it never carries input, SQL,
 * a parser's words or another error's message, and there is deliberately no `cause`, because loggers print causes.
 */
export class FaultError<Code extends string = string> extends Error {
  constructor(
    /** Stable, kebab-case, content-free. */
    readonly code: Code,
    /** True when the same call may succeed later without anybody changing anything. */
    readonly retriable: boolean,
    message: string = code,
  ) {
    super(message);
    this.name = new.target.name;
  }
}
