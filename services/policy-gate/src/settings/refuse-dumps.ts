import { SettingsError } from '@havre/service';

/** Flags of Node that write the memory of the process into a file, or open it to a debugger. */
const DUMPING =
  /(^|\s)--(heapsnapshot-|heap-prof|report-|inspect|abort-on-uncaught-exception|diagnostic-dir)/;

const EXPECTS = {
  fr: 'sans option qui écrit la mémoire dans un fichier ou l’ouvre à un débogueur, tant que la porte scellée est ouverte',
  en: 'without a flag that writes memory into a file or opens it to a debugger, while the sealed door is open',
};

/**
 * The keys of the sealed door live in memory: a process that would write its memory down does not hold them.
 *
 * @param flags `NODE_OPTIONS`, and what the process was started with
 * @throws SettingsError
 */
export function refuseDumps(flags: readonly (string | undefined)[]): void {
  if (!flags.some((flag) => flag !== undefined && DUMPING.test(flag))) return;
  throw new SettingsError([{ variable: 'NODE_OPTIONS', problem: 'wrong', expects: EXPECTS }]);
}

/** Whether the system would write a core file of this process; false where that cannot be known. */
export function leavesCoreFiles(limits: string): boolean {
  const line = limits.split('\n').find((one) => one.startsWith('Max core file size'));
  return line !== undefined && !/^Max core file size\s+0\s/.test(line);
}
