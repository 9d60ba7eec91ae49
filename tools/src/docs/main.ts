import { join } from 'node:path';

import { writeEventDocuments } from './write-event-documents.js';
import { writePackSchema, writeProofs } from './write-pack-schema.js';

const root = join(import.meta.dirname, '..', '..', '..');
await writePackSchema(root);
await writeProofs(root);
const refused = await writeEventDocuments(root);
for (const line of refused) console.error(line);
if (refused.length > 0) {
  console.error('Incompatible with what is published: make a new version of the event instead.');
  process.exitCode = 1;
}
