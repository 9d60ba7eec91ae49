import type { OperatingPoint, PolicyBundle } from '@havre/policy';
import { Command, Option } from 'commander';

import { addPack } from './add-pack.js';
import { addPhrases } from './add-phrases.js';
import { addPublish } from './add-publish.js';
import { runCheck } from './check-command.js';
import { UsageError, type CliIo } from './cli-io.js';
import { loadPacks } from './load-packs.js';
import { runScreen } from './screen-command.js';
import { TEXTS, type Language } from './texts.js';

const VERSION = '0.1.0';

const FRENCH_TITLES: Readonly<Record<string, string>> = {
  'Usage:': 'Emploi :',
  'Arguments:': 'Arguments :',
  'Options:': 'Options :',
  'Commands:': 'Commandes :',
};

function titleIn(language: Language, title: string): string {
  return language === 'fr' ? (FRENCH_TITLES[title] ?? title) : title;
}

interface SharedOptions {
  readonly notes?: OperatingPoint;
  readonly pack?: readonly string[];
  readonly json?: boolean;
}

/** The `havre` command. `done` takes the exit code of the command that ran. */
export function createProgram(io: CliIo, language: Language, done: (exitCode: number) => void): Command {
  const program = new Command('havre')
    .description(TEXTS.description[language])
    .version(VERSION, '-V, --version', TEXTS.version[language])
    .option('--lang <fr|en>', TEXTS.lang[language])
    .helpOption('-h, --help', TEXTS.help[language])
    .helpCommand('help [command]', TEXTS.helpCommand[language])
    .addHelpText('after', TEXTS.exitCodes[language])
    .configureOutput({
      writeOut: (text) => {
        io.write(text);
      },
      writeErr: (text) => {
        io.writeError(text);
      },
    })
    .configureHelp({ styleTitle: (title) => titleIn(language, title) })
    .exitOverride();
  addCheck(program, io, language, done);
  addScreen(program, io, language, done);
  const reading = {
    bundle: (options: SharedOptions) => load(options, language),
    file: (path: string) => read(path, io, language),
  };
  addPublish(shared(program.command('publish'), language), io, language, reading, done);
  addPhrases(program, io, language, done);
  addPack(program, io, language, done);
  return program;
}

function addCheck(program: Command, io: CliIo, language: Language, done: (exitCode: number) => void): void {
  shared(program.command('check'), language)
    .description(TEXTS.check[language])
    .argument('<file>', TEXTS.file[language])
    .option('--json', TEXTS.json[language])
    .option('--explain', TEXTS.explain[language])
    .action((file: string, options: SharedOptions & { readonly explain?: boolean }) => {
      const bundle = load(options, language);
      const { json = false, explain = false } = options;
      done(runCheck(read(file, io, language), { bundle, language, json, explain }, io));
    });
}

function addScreen(program: Command, io: CliIo, language: Language, done: (exitCode: number) => void): void {
  shared(program.command('screen'), language)
    .description(TEXTS.screen[language])
    .requiredOption('--jsonl <file>', TEXTS.jsonl[language])
    .action((options: SharedOptions & { readonly jsonl: string }) => {
      const bundle = load(options, language);
      done(runScreen(read(options.jsonl, io, language), bundle, TEXTS.badLine[language], io));
    });
}

function shared(command: Command, language: Language): Command {
  return command
    .helpOption('-h, --help', TEXTS.help[language])
    .option('--pack <name...>', TEXTS.pack[language])
    .addOption(new Option('--notes <screened|strict>', TEXTS.notes[language]).choices(['screened', 'strict']))
    .option('--lang <fr|en>', TEXTS.lang[language])
    .addHelpText('after', TEXTS.exitCodes[language]);
}

function load({ pack = [], notes }: SharedOptions, language: Language): PolicyBundle {
  return loadPacks(pack, notes, language);
}

function read(file: string, io: CliIo, language: Language): Uint8Array {
  try {
    return io.readFile(file);
  } catch {
    throw new UsageError(`${TEXTS.unreadableFile[language]} : ${file}`);
  }
}
