import type { Bilingual } from '../language/language.js';

/** One environment variable: how it is read, and what the documentation says of it. */
export interface Setting<T> {
  readonly variable: SettingVariable;
  readonly description: Bilingual;
  /** What a right value looks like, for the table and for the line that says it is wrong. */
  readonly expects: Bilingual;
  readonly isRequired: boolean;
  /** Never shown, not even its default. */
  readonly isSecret: boolean;
  /** Used when the variable is absent or empty. */
  readonly fallback: T;
  /** Throws when the text is wrong; the error's content is dropped. */
  readonly parse: (text: string) => T;
}

export type SettingVariable = `HAVRE_${string}`;

export interface SettingOptions<T> {
  readonly description: Bilingual;
  readonly default?: T;
  /** True: the service does not start without it. */
  readonly required?: boolean;
  readonly secret?: boolean;
}

/** A setting without default that is not required may be undefined. */
export type SettingValue<T, O> = O extends { readonly default: T } | { readonly required: true }
  ? T
  : T | undefined;

const URL_MAX = 2_048;

/** Text of at least `minLength` and at most `maxLength` characters. */
export function textSetting<
  const O extends SettingOptions<string> & { minLength?: number; maxLength?: number },
>(variable: SettingVariable, options: O): Setting<SettingValue<string, O>> {
  const { minLength = 1, maxLength = 1_024 } = options;
  const expects =
    minLength > 1
      ? { fr: `texte de ${minLength} caractères au moins`, en: `text of at least ${minLength} characters` }
      : { fr: 'texte', en: 'text' };
  return make(variable, options, expects, (text) => {
    if (text.length < minLength || text.length > maxLength) throw new TypeError('length');
    return text;
  });
}

/** A whole number in a range. */
export function integerSetting<
  const O extends SettingOptions<number> & { min: number; max: number; unit?: Bilingual },
>(variable: SettingVariable, options: O): Setting<SettingValue<number, O>> {
  const { min, max, unit } = options;
  const expects = {
    fr: `entier de ${min} à ${max}${unit === undefined ? '' : ` (${unit.fr})`}`,
    en: `whole number, ${min} to ${max}${unit === undefined ? '' : ` (${unit.en})`}`,
  };
  return make(variable, options, expects, (text) => {
    const value = Number(text);
    if (!/^-?\d{1,15}$/.test(text) || value < min || value > max) throw new TypeError('range');
    return value;
  });
}

/** A TCP port; 0 means any free one. */
export function portSetting<const O extends SettingOptions<number>>(
  variable: SettingVariable,
  options: O,
): Setting<SettingValue<number, O>> {
  const expects = {
    fr: 'port de 0 à 65535 ; 0 : n’importe quel port libre',
    en: 'port, 0 to 65535; 0: any free one',
  };
  return make(variable, options, expects, (text) => {
    const value = Number(text);
    if (!/^\d{1,5}$/.test(text) || value > 65_535) throw new TypeError('range');
    return value;
  });
}

/** `1`, `true`, `0` or `false`. */
export function flagSetting<const O extends SettingOptions<boolean>>(
  variable: SettingVariable,
  options: O,
): Setting<SettingValue<boolean, O>> {
  return make(variable, options, { fr: '`1` ou `0`', en: '`1` or `0`' }, (text) => {
    if (text === '1' || text === 'true') return true;
    if (text === '0' || text === 'false') return false;
    throw new TypeError('flag');
  });
}

/** One of a few words. */
export function choiceSetting<T extends string, const O extends SettingOptions<NoInfer<T>>>(
  variable: SettingVariable,
  choices: readonly T[],
  options: O,
): Setting<SettingValue<T, O>> {
  const words = choices.map((choice) => `\`${choice}\``);
  const expects = { fr: words.join(' ou '), en: words.join(' or ') };
  return make(variable, options, expects, (text) => {
    const chosen = choices.find((choice) => choice === text);
    if (chosen === undefined) throw new TypeError('choice');
    return chosen;
  });
}

/** An absolute URL with one of the given schemes, e.g. `['postgres', 'postgresql']`. */
export function urlSetting<const O extends SettingOptions<string>>(
  variable: SettingVariable,
  schemes: readonly string[],
  options: O,
): Setting<SettingValue<string, O>> {
  const shown = schemes.map((scheme) => `\`${scheme}://…\``);
  const expects = { fr: `URL ${shown.join(' ou ')}`, en: `URL ${shown.join(' or ')}` };
  return make(variable, options, expects, (text) => {
    const { protocol } = new URL(text);
    if (text.length > URL_MAX || !schemes.includes(protocol.slice(0, -1))) throw new TypeError('scheme');
    return text;
  });
}

/** Words separated by commas; at least one. */
export function listSetting<
  const O extends SettingOptions<readonly string[]> & { item: RegExp; items: Bilingual },
>(variable: SettingVariable, options: O): Setting<SettingValue<readonly string[], O>> {
  const expects = {
    fr: `${options.items.fr}, séparés par des virgules`,
    en: `${options.items.en}, separated by commas`,
  };
  return make<readonly string[], O>(variable, options, expects, (text) => {
    const items = text.split(',').map((item) => item.trim());
    if (!items.every((item) => options.item.test(item))) throw new TypeError('item');
    return items;
  });
}

function make<T, O extends SettingOptions<T>>(
  variable: SettingVariable,
  options: O,
  expects: Bilingual,
  parse: (text: string) => T,
): Setting<SettingValue<T, O>> {
  const setting: Setting<T | undefined> = {
    variable,
    description: options.description,
    expects,
    isRequired: options.required === true && options.default === undefined,
    isSecret: options.secret === true,
    fallback: options.default,
    parse: (text) => parseOrThrow(parse, text),
  };
  return setting as Setting<SettingValue<T, O>>;
}

/** Whatever a parser throws (the URL parser's error has the text in it) becomes an error without content. */
function parseOrThrow<T>(parse: (text: string) => T, text: string): T {
  try {
    return parse(text);
  } catch {
    throw new TypeError('wrong');
  }
}
