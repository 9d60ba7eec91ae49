import {
  exampleUse,
  PHRASEBOOK,
  phraseText,
  phraseWords,
  themeTitle,
  type Phrase,
  type PhraseLanguage,
} from '@havre/events';

import { escapeHtml, htmlPage } from './html.js';

interface Heading {
  readonly title: string;
  readonly intro: string;
}

const HEADINGS: Readonly<Record<PhraseLanguage, Heading>> = {
  fr: {
    title: 'Recueil de phrases',
    intro: 'Choisissez ce qui reste à dire, et copiez-le dans « phrases »: chacun le lira dans sa langue.',
  },
  en: {
    title: 'Phrasebook',
    intro: 'Choose what is left to say and copy it into “phrases”: everybody reads it in their own language.',
  },
  es: {
    title: 'Libro de frases',
    intro: 'Elija lo que falta por decir y cópielo en «phrases»: cada quien lo leerá en su idioma.',
  },
  ht: {
    title: 'Liv fraz',
    intro: 'Chwazi sa ki rete pou di epi kopye l nan « phrases »: chak moun ap li l nan lang pa l.',
  },
  ar: {
    title: 'دليل العبارات',
    intro: 'اختر ما بقي قوله وانسخه في «phrases»: يقرؤه كل واحد بلغته.',
  },
};

function row(phrase: Phrase, language: PhraseLanguage): string {
  const text = escapeHtml(phraseText(phrase.code, language) ?? phrase.code);
  const words = escapeHtml(phraseWords(phrase.code, language));
  const example = escapeHtml(JSON.stringify(exampleUse(phrase)));
  return `<tr><td>${text}<br><small>${words}</small></td><td dir="ltr"><code>${example}</code></td></tr>`;
}

/**
 * The whole phrasebook in one language, by theme, each phrase with a use to copy. A page to read and to search in
 * the browser: what somebody looks for is never sent.
 */
export function phrasebookHtml(language: PhraseLanguage): string {
  const { title, intro } = HEADINGS[language];
  const themes = [...Map.groupBy(PHRASEBOOK, ({ theme }) => theme)];
  const contents = themes.map(
    ([theme]) => `<li><a href="#${theme}">${escapeHtml(themeTitle(theme, language))}</a></li>`,
  );
  const sections = themes.map(([theme, phrases]) => {
    const heading = `<h2 id="${theme}">${escapeHtml(themeTitle(theme, language))}</h2>`;
    return `${heading}\n<table>\n${phrases.map((phrase) => row(phrase, language)).join('\n')}\n</table>`;
  });
  const head = `<h1>${title}</h1>\n<p>${intro}</p>\n<ul>\n${contents.join('\n')}\n</ul>`;
  const direction = language === 'ar' ? 'rtl' : 'ltr';
  return htmlPage({ language, direction, title, body: [head, ...sections].join('\n') });
}
