import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { stateDiagram } from './state-diagram.js';

it('stands in the README as the table has it', async () => {
  const readme = await readFile(join(import.meta.dirname, '../../README.md'), 'utf8');
  expect(readme).toContain('```mermaid\n' + stateDiagram() + '\n```');
});
