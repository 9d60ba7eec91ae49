import { replay } from './run/replay.js';

process.exitCode = await replay(process.argv.slice(2), process.env);
