import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { expect, it } from '@jest/globals';

const TRAIN = join(import.meta.dirname, '../dist/train/main.js');

// A process of its own: a minute of arithmetic, several minutes inside the sandbox of a test.
it('the model that ships is what the corpus, the rules and the seed make, byte for byte', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [TRAIN, '--check']);
  expect(stdout).toBe('The model is the one that ships.\n');
}, 600_000);
