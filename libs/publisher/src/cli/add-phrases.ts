import { NEED_KINDS, PHRASE_LANGUAGES, type NeedKind, type PhraseLanguage } from '@havre/events';
import { Option, type Command } from 'commander';

import { UsageError, type CliIo } from './cli-io.js';
import { runPhrases } from './phrases-command.js';
import { PHRASES_TEXTS } from './phrases-texts.js';
import { TEXTS, type Language } from './texts.js';

interface Given {
  readonly kind?: NeedKind;
  readonly suggest?: string;
  readonly json?: boolean;
}

/** Adds `havre phrases [WORDS…]`. Its `--lang` chooses the language of the phrases, one of five. */
export function addPhrases(
  program: Command,
  io: CliIo,
  language: Language,
  done: (exitCode: number) => void,
): void {
  program
    .command('phrases')
    .description(PHRASES_TEXTS.phrases[language])
    .argument('[words...]', PHRASES_TEXTS.words[language])
    .addOption(new Option('--kind <kind>', PHRASES_TEXTS.kind[language]).choices(NEED_KINDS))
    .option('--lang <fr|en|es|ht|ar>', PHRASES_TEXTS.phraseLanguage[language])
    .option('--suggest <note>', PHRASES_TEXTS.suggest[language])
    .option('--json', TEXTS.json[language])
    .helpOption('-h, --help', TEXTS.help[language])
    .action((words: string[], given: Given, command: Command) => {
      const { kind, suggest, json = false } = given;
      const note = suggest === '-' ? Buffer.from(io.readFile('-')).toString('utf8') : suggest;
      const options = { words: words.join(' '), suggest: note, kind, messages: language, json };
      done(runPhrases({ ...options, language: chosen(command, language) }, io));
    });
}

/** `--lang` belongs to the whole command, which knows two languages; here it may be any of the phrasebook's. */
function chosen(command: Command, language: Language): PhraseLanguage {
  const { lang = language } = command.optsWithGlobals<{ readonly lang?: string }>();
  const known = PHRASE_LANGUAGES.find((one) => one === lang);
  if (known === undefined) throw new UsageError(PHRASES_TEXTS.unknownLanguage[language]);
  return known;
}
