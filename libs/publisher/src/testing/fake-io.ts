import type { CliIo } from '../cli/cli-io.js';

/** The outside world of the command, in memory: files by path, what was printed, and the environment. */
export class FakeIo implements CliIo {
  output = '';
  errors = '';
  isTerminal = false;

  constructor(
    private readonly files: Readonly<Record<string, string | Uint8Array>>,
    readonly env: Readonly<Record<string, string | undefined>> = {},
  ) {}

  readFile(path: string): Uint8Array {
    const content = this.files[path];
    if (content === undefined) throw new Error('no such file');
    return typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  }

  listFiles(folder: string): readonly string[] {
    return Object.keys(this.files).filter((path) => path.startsWith(`${folder}/`));
  }

  write(text: string): void {
    this.output += text;
  }

  writeError(text: string): void {
    this.errors += text;
  }

  /** What was printed, one JSON value a line. */
  get lines(): readonly unknown[] {
    return this.output
      .split('\n')
      .filter((line) => line !== '')
      .map((line): unknown => JSON.parse(line));
  }
}
