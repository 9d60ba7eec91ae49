import type { PolicyBundle } from '@havre/policy';

import { DoorClient, type OutgoingEvent, type PublishResult } from '../client/door-client.js';
import { textOf } from './check-text.js';
import { checkFile, type CheckedFile } from './check-event.js';
import { EXIT, UsageError, type CliIo } from './cli-io.js';
import { paintFor } from './paint.js';
import { publishSealed, type SealedDelivery } from './publish-sealed-command.js';
import { TEXTS, type Language } from './texts.js';

export interface PublishOptions {
  readonly bundle: PolicyBundle;
  readonly language: Language;
  readonly json: boolean;
  readonly gate: string;
  /** How to go through Kafka, sealed; over HTTP when absent. */
  readonly sealed?: SealedDelivery['given'] | undefined;
}

/** `havre publish FILE`: checks everything here first, and sends nothing when the gate would refuse any of it. */
export async function runPublish(bytes: Uint8Array, options: PublishOptions, io: CliIo): Promise<number> {
  const key = io.env['HAVRE_API_KEY'];
  if (key === undefined || key === '') throw new UsageError(TEXTS.missingKey[options.language]);
  const checked = checkFile(bytes, options.bundle);
  const events = routable(checked);
  if (events === undefined) {
    const { language } = options;
    io.writeError(textOf(checked, { language, paint: paintFor(io), detailsOf: () => undefined }));
    return EXIT.notRoutable;
  }
  const { sealed: given, ...rest } = options;
  if (given !== undefined) return publishSealed({ ...rest, given, events, key }, io);
  return publishPlain(new DoorClient({ url: options.gate, key }), events, options, io);
}

async function publishPlain(
  door: DoorClient,
  events: readonly OutgoingEvent[],
  options: PublishOptions,
  io: CliIo,
): Promise<number> {
  let exitCode: number = EXIT.ok;
  for (const event of events) {
    const result = await door.publish(event);
    io.write(options.json ? `${JSON.stringify(result)}\n` : resultText(result, options.language));
    if (result.outcome !== 'accepted') exitCode = EXIT.gate;
  }
  return exitCode;
}

function routable(checked: CheckedFile): readonly OutgoingEvent[] | undefined {
  if (checked.outcome === 'unreadable') return undefined;
  const events = checked.events.flatMap((event) => (event.outcome === 'routable' ? [event.event] : []));
  return events.length === checked.events.length ? events : undefined;
}

function resultText(result: PublishResult, language: Language): string {
  switch (result.outcome) {
    case 'accepted':
      return `${TEXTS.receipt[language]} : ${result.receipt}\n`;
    case 'refused':
      return `${TEXTS.refusedByGate[language]} : ${result.status} ${result.code}\n`;
    case 'unavailable':
      return `${TEXTS.unavailable[language]} (${result.retryAfterSeconds} s)\n`;
  }
}
