import { readStrictJson, screen, type PolicyBundle, type Verdict } from '@havre/policy';

import { EXIT, UsageError, type CliIo } from './cli-io.js';

/** One line of `havre screen --jsonl`: a note, any JSON value, or a body as text or as bytes. */
export interface ScreenLine {
  readonly id: string | number;
  readonly text?: string;
  readonly event?: unknown;
  readonly raw?: string;
  readonly raw_b64?: string;
  /** What a person says of it: `drop`, or something else. */
  readonly label?: string;
}

const NOT_INSPECTED: Verdict = { effect: 'drop', category: 'uninspectable', rule: 'uninspectable.body' };
const MARK = [0xef, 0xbb, 0xbf];

/**
 * `havre screen --jsonl FILE`: runs the engine alone over lines of `{id, text | event | raw | raw_b64}` and prints
 * `{id, verdict, category?, rule?}` for each, in order.
 */
export function runScreen(bytes: Uint8Array, bundle: PolicyBundle, malformed: string, io: CliIo): number {
  for (const input of readLines(bytes, malformed))
    io.write(`${JSON.stringify(answer(input.id, screenLine(input, bundle)))}\n`);
  return EXIT.ok;
}

/** Lines to screen, in order. Throws a `UsageError` that names a malformed one by its number. */
export function* readLines(bytes: Uint8Array, malformed: string): Generator<ScreenLine> {
  const lines = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8').split('\n');
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const input = readLine(line);
    if (input === undefined) throw new UsageError(`${malformed} : ${index + 1}`);
    yield input;
  }
}

function readLine(line: string): ScreenLine | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const { id } = value as { id?: unknown };
  const hasInput = ['text', 'event', 'raw', 'raw_b64'].some((name) => Object.hasOwn(value, name));
  return hasInput && (typeof id === 'string' || typeof id === 'number') ? (value as ScreenLine) : undefined;
}

/** What the engine alone decides about a line; `raw_b64` wins over the others. */
export function screenLine(input: ScreenLine, bundle: PolicyBundle): Verdict {
  if (input.raw_b64 !== undefined) return verdictOfBody(Buffer.from(input.raw_b64, 'base64'), bundle);
  if (input.raw !== undefined) return verdictOfBody(Buffer.from(input.raw, 'utf8'), bundle);
  return screen({ value: input.text ?? input.event }, bundle);
}

/**
 * A body is read as strictly as at the door, except for a byte order mark: the door refuses it as a matter of
 * form, which says nothing about what stands after it.
 */
function verdictOfBody(body: Buffer, bundle: PolicyBundle): Verdict {
  const marked = MARK.every((byte, index) => body[index] === byte);
  const reading = readStrictJson(marked ? body.subarray(MARK.length) : body);
  return reading.outcome === 'read' ? screen({ value: reading.value }, bundle) : NOT_INSPECTED;
}

function answer(id: string | number, verdict: Verdict): object {
  return verdict.effect === 'clear'
    ? { id, verdict: 'clear' }
    : { id, verdict: 'drop', category: verdict.category, rule: verdict.rule };
}
