import { runCommand } from './run-command.js';

process.exitCode = runCommand(process.argv.slice(2), {
  environment: process.env,
  out: (text) => {
    process.stdout.write(text);
  },
  error: (text) => {
    process.stderr.write(text);
  },
});
