export { runCommand } from './cli/run-command.js';
export { loadSetupData } from './data/setup-data.js';
