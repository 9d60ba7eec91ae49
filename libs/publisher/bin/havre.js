#!/usr/bin/env node
import { main } from '../dist/cli/main.js';

// kafkajs sets timers that are over already, and Node would say so to whoever publishes.
const listeners = process.listeners('warning');
process.removeAllListeners('warning');
process.on('warning', (warning) => {
  if (warning.name !== 'TimeoutNegativeWarning') for (const listener of listeners) listener(warning);
});

process.exitCode = await main(process.argv.slice(2));
