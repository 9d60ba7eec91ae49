import { EnvMissingError, cleanEnv, makeValidator } from 'envalid';
import { fileVariableOf, readSecretFiles } from './secret-files.js';
import type { Setting } from './setting.js';
import { SettingsError } from './settings-error.js';
import type { SettingProblem } from './settings-error.js';

export type Environment = Readonly<Record<string, string | undefined>>;

// `any` would be the usual bound; `never` in the parameter position does the same without giving up types.
type AnySetting = Setting<unknown>;

export type SettingsShape = Readonly<Record<string, AnySetting>>;

export type SettingsValues<S extends SettingsShape> = {
  readonly [K in keyof S]: S[K] extends Setting<infer T> ? T : never;
};

export interface SettingsDefinition<S extends SettingsShape = SettingsShape> {
  readonly settings: S;
  /**
   * Reads and checks all of them at once. An empty variable counts as absent; a secret may be given as a file instead
   * (`HAVRE_OPS_KEY_FILE` for `HAVRE_OPS_KEY`).
   *
   * @throws SettingsError naming every variable that is wrong or missing, never a value
   */
  read(environment: Environment): SettingsValues<S>;
}

/** Declares what a service reads from its environment; nothing else of `process.env` is looked at. */
export function defineSettings<const S extends SettingsShape>(settings: S): SettingsDefinition<S> {
  return { settings, read: (environment) => readSettings(settings, environment) };
}

function readSettings<S extends SettingsShape>(settings: S, environment: Environment): SettingsValues<S> {
  const secrets = readSecretFiles(Object.values(settings), withoutEmpty(environment));
  const specs = Object.fromEntries(
    Object.values(settings).map(({ variable, parse, isRequired, fallback }) => [
      variable,
      makeValidator<unknown>(parse)(isRequired ? {} : { default: fallback as NonNullable<unknown> }),
    ]),
  );
  const cleaned: Readonly<Record<string, unknown>> = cleanEnv(secrets.environment, specs, {
    reporter: ({ errors }) => {
      const problems = Object.values(settings).flatMap((setting) => {
        const ofFile = secrets.problems.filter(({ variable }) => variable === fileVariableOf(setting));
        return ofFile.length > 0 ? ofFile : problemOf(setting, errors[setting.variable]);
      });
      if (problems.length > 0) throw new SettingsError(problems);
    },
  });
  const values = Object.entries(settings).map(([name, { variable }]) => [name, cleaned[variable]]);
  return Object.fromEntries(values) as SettingsValues<S>;
}

function problemOf({ variable, expects }: AnySetting, error: Error | undefined): readonly SettingProblem[] {
  if (error === undefined) return [];
  return [{ variable, problem: error instanceof EnvMissingError ? 'missing' : 'wrong', expects }];
}

function withoutEmpty(environment: Environment): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).filter((entry): entry is [string, string] => Boolean(entry[1])),
  );
}
