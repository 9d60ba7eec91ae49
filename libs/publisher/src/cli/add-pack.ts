import { shippedPacks } from '@havre/policy';
import type { Command } from 'commander';

import type { CliIo } from './cli-io.js';
import { loadPacks, readPackSource } from './load-packs.js';
import { runPackDiff } from './pack-diff-command.js';
import { runPackTest } from './pack-test-command.js';
import { PACK_TEXTS } from './pack-texts.js';
import { TEXTS, type Language } from './texts.js';

/** Adds `havre pack test` and `havre pack diff`. */
export function addPack(
  program: Command,
  io: CliIo,
  language: Language,
  done: (exitCode: number) => void,
): void {
  const pack = program
    .command('pack')
    .description(PACK_TEXTS.pack[language])
    .helpOption('-h, --help', TEXTS.help[language])
    .helpCommand('help [command]', TEXTS.helpCommand[language]);
  withShared(pack.command('test'), language)
    .description(PACK_TEXTS.test[language])
    .argument('[packs...]', PACK_TEXTS.tested[language])
    .action((names: string[], { json = false }: { readonly json?: boolean }) => {
      const packs = (names.length === 0 ? shippedPacks() : names).map((name) =>
        readPackSource(name, language),
      );
      done(runPackTest(packs, { language, json }, io));
    });
  withShared(pack.command('diff'), language)
    .description(PACK_TEXTS.diff[language])
    .argument('<a>', PACK_TEXTS.compared[language])
    .argument('<b>', PACK_TEXTS.compared[language])
    .option('--corpus <file...>', PACK_TEXTS.corpus[language])
    .action(
      (a: string, b: string, given: { readonly json?: boolean; readonly corpus?: readonly string[] }) => {
        const { json = false, corpus = [] } = given;
        const bundles = [loadPacks([a], undefined, language), loadPacks([b], undefined, language)] as const;
        done(runPackDiff(bundles, { language, json, corpus }, io));
      },
    );
}

function withShared(command: Command, language: Language): Command {
  return command
    .helpOption('-h, --help', TEXTS.help[language])
    .option('--json', TEXTS.json[language])
    .option('--lang <fr|en>', TEXTS.lang[language])
    .addHelpText('after', TEXTS.exitCodes[language]);
}
