import { readFileSync } from 'node:fs';
import type { Setting, SettingVariable } from './setting.js';
import type { SettingProblem } from './settings-error.js';

const FILE_SUFFIX = '_FILE';
const EXPECTED = {
  fr: 'chemin d’un fichier lisible qui contient la valeur',
  en: 'path of a readable file that holds the value',
};

/** What the environment says once the files that it names have been read. */
export interface ReadSecrets {
  readonly environment: Readonly<Record<string, string>>;
  /** Files that could not be read, and secrets given both ways; names only. */
  readonly problems: readonly SettingProblem[];
}

/** The variable that may name a file with the value of a secret, e.g. `HAVRE_OPS_KEY_FILE`. */
export function fileVariableOf({ variable }: Pick<Setting<unknown>, 'variable'>): SettingVariable {
  return `${variable}${FILE_SUFFIX}`;
}

/**
 * Reads the secrets that are given as files: container engines and Kubernetes mount them so, where neither a list of
 * processes nor an inspected container shows them. The line end at the end of the file is no part of the value.
 */
export function readSecretFiles(
  settings: readonly Setting<unknown>[],
  given: Readonly<Record<string, string>>,
): ReadSecrets {
  const environment: Record<string, string> = { ...given };
  const problems: SettingProblem[] = [];
  for (const setting of settings.filter(({ isSecret }) => isSecret)) {
    const variable = fileVariableOf(setting);
    const path = given[variable];
    if (path === undefined) continue;
    const text = given[setting.variable] === undefined ? textOf(path) : undefined;
    if (text === undefined) {
      const problem = given[setting.variable] === undefined ? 'unreadable' : 'given-twice';
      problems.push({ variable, problem, expects: EXPECTED });
    } else {
      environment[setting.variable] = text;
    }
  }
  return { environment, problems };
}

/** Whatever the file system says of a path is dropped: only that there is no value there. */
function textOf(path: string): string | undefined {
  try {
    const text = readFileSync(path, 'utf8').replace(/\r?\n$/, '');
    return text === '' ? undefined : text;
  } catch {
    return undefined;
  }
}
