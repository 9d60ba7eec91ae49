import type { PolicyBundle } from '@havre/policy';
import type { Command } from 'commander';

import { UsageError, type CliIo } from './cli-io.js';
import { runPublish } from './publish-command.js';
import type { SealedOptions } from './publish-sealed-command.js';
import { PUBLISH_TEXTS } from './publish-texts.js';
import { TEXTS, type Language } from './texts.js';

const DEFAULT_GATE = 'http://127.0.0.1:4100';

interface Given extends SealedOptions {
  readonly gate?: string;
  readonly json?: boolean;
}

/** What the rest of the program reads from the options that commands share. */
export interface Reading {
  /** The packs that were asked for. */
  bundle(options: object): PolicyBundle;
  /** A file. @throws UsageError */
  file(path: string): Uint8Array;
}

/** Adds `havre publish FILE` to a command that has the shared options already. */
export function addPublish(
  command: Command,
  io: CliIo,
  language: Language,
  reading: Reading,
  done: (exitCode: number) => void,
): void {
  command
    .description(TEXTS.publish[language])
    .argument('<file>', TEXTS.file[language])
    .option('--gate <url>', TEXTS.gate[language])
    .option('--kafka <brokers>', PUBLISH_TEXTS.kafka[language])
    .option('--topic <topic>', PUBLISH_TEXTS.topic[language])
    .option('--department <name>', PUBLISH_TEXTS.department[language])
    .option('--feed <url>', PUBLISH_TEXTS.feed[language])
    .option('--username <name>', PUBLISH_TEXTS.username[language])
    .option('--password-file <file>', PUBLISH_TEXTS.passwordFile[language])
    .option('--ca-file <file>', PUBLISH_TEXTS.caFile[language])
    .option('--tls', PUBLISH_TEXTS.tls[language])
    .option('--json', TEXTS.json[language])
    .action(async (file: string, given: Given) => {
      const gate = given.gate ?? io.env['HAVRE_GATE_URL'] ?? DEFAULT_GATE;
      const sealed = sealedOptions(given, language);
      const bundle = reading.bundle(given);
      const options = { bundle, language, gate, json: given.json ?? false, sealed };
      done(await runPublish(reading.file(file), options, io));
    });
}

/** What was said about Kafka; undefined over HTTP, where saying any of it is a mistake. */
function sealedOptions(given: Given, language: Language): (SealedOptions & { kafka: string }) | undefined {
  const { kafka, topic, department, feed, username, passwordFile, caFile, tls } = given;
  if (kafka !== undefined) return { ...given, kafka };
  const others = [topic, department, feed, username, passwordFile, caFile, tls];
  if (others.some((one) => one !== undefined)) throw new UsageError(PUBLISH_TEXTS.kafkaOnly[language]);
  return undefined;
}
