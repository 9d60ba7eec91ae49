import {
  CODE_LISTS,
  codeLabel,
  NEED_KINDS,
  PHRASE_LANGUAGES,
  PHRASEBOOK,
  phraseText,
  themeTitle,
  UNREVIEWED_LANGUAGES,
  type CodeList,
  type NeedKind,
  type Phrase,
  type PhraseLanguage,
  type PhraseParameter,
} from '@havre/events';

type PageLanguage = 'fr' | 'en';
type Bilingual = Readonly<Record<PageLanguage, string>>;

const NAMES: Readonly<Record<PhraseLanguage, Bilingual>> = {
  fr: { fr: 'français', en: 'French' },
  en: { fr: 'anglais', en: 'English' },
  es: { fr: 'espagnol', en: 'Spanish' },
  ht: { fr: 'créole haïtien', en: 'Haitian Creole' },
  ar: { fr: 'arabe', en: 'Arabic' },
};

const KINDS: Readonly<Record<NeedKind, Bilingual>> = {
  shelter: { fr: 'Hébergement', en: 'Shelter' },
  housing: { fr: 'Logement', en: 'Housing' },
  food: { fr: 'Alimentation', en: 'Food' },
  health: { fr: 'Santé', en: 'Health' },
  integration: { fr: 'Intégration', en: 'Integration' },
  recreation: { fr: 'Loisirs', en: 'Recreation' },
};

const WORDS = {
  title: { fr: 'Le recueil de phrases', en: 'The phrasebook' },
  other: { fr: '[English](phrasebook.en.md)', en: '[Français](phrasebook.md)' },
  made: {
    fr: 'Cette page est écrite par `npm run docs` à partir de `libs/events`: ne la corrigez pas ici.',
    en: 'This page is written by `npm run docs` from `libs/events`: do not correct it here.',
  },
  what: {
    fr: 'Ce qui reste à dire une fois les besoins codés. On choisit une phrase dans sa langue, on la lit dans la sienne. `{…}` est un paramètre; un texte libre n’entre nulle part, et aucune phrase ne dit quoi que ce soit du statut de quelqu’un. Pour écrire une demande: [ne dire que les besoins](needs-only.md).',
    en: 'What is left to say once the needs are coded. One chooses a phrase in one’s own language and reads it in one’s own. `{…}` is a parameter; free text enters nowhere, and no phrase says anything of anybody’s status. To write a referral: [saying only the needs](needs-only.en.md).',
  },
  review: {
    fr: 'À relire par une personne dont c’est la langue',
    en: 'To be read again by a native speaker',
  },
  byKind: { fr: 'Par genre de besoin', en: 'By kind of need' },
  always: { fr: 'Pour tout besoin', en: 'For any need' },
  code: { fr: 'code', en: 'code' },
  for: { fr: 'pour', en: 'for' },
  anything: { fr: 'tout', en: 'all' },
  lists: { fr: 'Les listes de codes', en: 'The lists of codes' },
  time: { fr: 'heure locale', en: 'local time' },
  date: { fr: 'date', en: 'date' },
  language: { fr: 'langue', en: 'language' },
  list: { fr: 'liste', en: 'list' },
} as const satisfies Readonly<Record<string, Bilingual>>;

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

function parameterOf(name: string, parameter: PhraseParameter, page: PageLanguage): string {
  switch (parameter.type) {
    case 'time':
    case 'date':
    case 'language':
      return `\`${name}\`: ${WORDS[parameter.type][page]}`;
    case 'integer':
      return `\`${name}\`: ${parameter.min}–${parameter.max}`;
    case 'code':
      return `\`${name}\`: ${WORDS.list[page]} \`${parameter.list}\``;
  }
}

function row(phrase: Phrase, page: PageLanguage): string {
  const { code, kinds, parameters } = phrase;
  const named = Object.entries(parameters).map(([name, parameter]) => parameterOf(name, parameter, page));
  const wanted =
    kinds.length === NEED_KINDS.length
      ? WORDS.anything[page]
      : kinds.map((kind) => KINDS[kind][page].toLowerCase()).join(', ');
  const texts = PHRASE_LANGUAGES.map((language) => cell(phraseText(code, language) ?? ''));
  return `| ${[[`\`${code}\``, ...named].join('<br>'), wanted, ...texts].join(' | ')} |`;
}

function table(phrases: readonly Phrase[], page: PageLanguage): string {
  const heads = [
    WORDS.code[page],
    WORDS.for[page],
    ...PHRASE_LANGUAGES.map((language) => NAMES[language][page]),
  ];
  const rule = heads.map(() => '---');
  return [
    `| ${heads.join(' | ')} |`,
    `| ${rule.join(' | ')} |`,
    ...phrases.map((phrase) => row(phrase, page)),
  ].join('\n');
}

/** What is offered for one kind of need and not for any: the codes, each where its theme stands. */
function byKind(page: PageLanguage): string {
  const lines = NEED_KINDS.map((kind) => {
    const own = PHRASEBOOK.filter(({ kinds }) => kinds.includes(kind) && kinds.length < NEED_KINDS.length);
    const codes = own.map(({ code }) => `\`${code}\``).join(', ');
    return `- **${KINDS[kind][page]}** (${own.length}): ${codes}`;
  });
  const always = PHRASEBOOK.filter(({ kinds }) => kinds.length === NEED_KINDS.length);
  return [...lines, `- **${WORDS.always[page]}** (${always.length})`].join('\n');
}

function lists(page: PageLanguage): string {
  const lines = (Object.keys(CODE_LISTS) as CodeList[]).map((list) => {
    const values = CODE_LISTS[list].map((value) => `\`${value}\` ${codeLabel(list, value, page) ?? ''}`);
    return `- **\`${list}\`**: ${values.join(', ')}`;
  });
  return lines.join('\n');
}

/** The page of the phrasebook, in French or in English: every phrase by theme, with its text in every language. */
export function phrasebookDocument(page: PageLanguage): string {
  const themes = [...Map.groupBy(PHRASEBOOK, ({ theme }) => theme)];
  const unreviewed = UNREVIEWED_LANGUAGES.map((language) => NAMES[language][page]).join(', ');
  return [
    `# ${WORDS.title[page]}`,
    WORDS.other[page],
    WORDS.what[page],
    `${WORDS.review[page]}: ${unreviewed}. ${WORDS.made[page]}`,
    `## ${WORDS.byKind[page]}`,
    byKind(page),
    ...themes.flatMap(([theme, phrases]) => [`## ${themeTitle(theme, page)}`, table(phrases, page)]),
    `## ${WORDS.lists[page]}`,
    `${lists(page)}\n`,
  ].join('\n\n');
}
