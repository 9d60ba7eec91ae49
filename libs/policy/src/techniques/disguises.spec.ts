import { describeTechniques, type Technique } from '../testing/describe-techniques.js';

const SAID = [
  'refugee claimant with two kids',
  'she is undocumented and scared',
  'permanent resident, wants a bed',
  'demandeur d asile, besoin d un lit',
  'immigration status unknown',
];
const INNOCENT = [
  'insurance claimant with two kids',
  'she is undecided and scared',
  'permanent marker, wants a bed',
  'demandeur d emploi, besoin d un lit',
  'immunization status unknown',
];

const letters = (text: string, change: (letter: string, index: number) => string) =>
  Array.from(text, change).join('');
const map = (from: string, to: readonly string[]) => (text: string) =>
  letters(text, (letter) => to[from.indexOf(letter)] ?? letter);
const shifted = (small: number, capital?: number) => (text: string) =>
  letters(text, (letter) => {
    if (letter >= 'a' && letter <= 'z') return String.fromCodePoint(small + letter.charCodeAt(0) - 97);
    if (capital !== undefined && letter >= 'A' && letter <= 'Z')
      return String.fromCodePoint(capital + letter.charCodeAt(0) - 65);
    return letter;
  });
const between = (mark: string) => (text: string) => text.replace(/(\p{L})(?=\p{L})/gu, `$1${mark}`);

const DISGUISES: Readonly<Record<string, (text: string) => string>> = {
  'mathematical bold': shifted(0x1d41a),
  'mathematical italic bold': shifted(0x1d482),
  'mathematical script bold': shifted(0x1d4ea),
  'mathematical fraktur bold': shifted(0x1d586),
  'mathematical double-struck': shifted(0x1d552),
  'mathematical sans': shifted(0x1d5ba),
  'mathematical monospace': shifted(0x1d68a),
  'full width': shifted(0xff41),
  circled: shifted(0x24d0),
  'circled capitals': (text) => shifted(0x24d0, 0x24b6)(text.toUpperCase()),
  'negative circled': (text) => shifted(0, 0x1f150)(text.toUpperCase()),
  squared: (text) => shifted(0, 0x1f130)(text.toUpperCase()),
  'negative squared': (text) => shifted(0, 0x1f170)(text.toUpperCase()),
  parenthesized: shifted(0x249c),
  'regional indicators': (text) => between('\u200a')(shifted(0, 0x1f1e6)(text.toUpperCase())),
  'small capitals': map('abcdefghijklmnoprstuvwyz', Array.from('ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ')),
  superscript: map('abcdefghijklmnoprstuvwxyz', Array.from('ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ')),
  'tag characters': shifted(0xe0061),
  'tag characters behind an ordinary text': (text) =>
    `towels x4${Array.from(text, (letter) => String.fromCodePoint(0xe0000 + letter.charCodeAt(0))).join('')}`,
  'markup of a forum': (text) => text.replace(/(\p{L}{3})(\p{L}{3})/gu, '[b]$1[/b]$2'),
  'rich text': (text) =>
    `{\\rtf1 \\b ${text.replace(/[eu]/g, (letter) => `\\u${String(letter.charCodeAt(0))}?`)}\\b0 }`,
  'zero-width space': between('\u200b'),
  'zero-width joiner': between('\u200d'),
  'zero-width non-joiner': between('\u200c'),
  'word joiner': between('\u2060'),
  'soft hyphen': between('\u00ad'),
  'byte order mark': between('\ufeff'),
  'grapheme joiner': between('\u034f'),
  'variation selectors': between('\ufe0f'),
  'supplementary variation selectors': between('\u{e0101}'),
  'invisible separator': between('\u2063'),
  'Hangul filler': between('\u3164'),
  'Mongolian vowel separator': between('\u180e'),
  'left-to-right marks': between('\u200e'),
  'bidirectional isolates': (text) => text.replace(/\p{L}+/gu, '\u2068$&\u2069'),
  'combining strike': between('\u0336'),
  'combining dots': between('\u0307\u0323'),
  zalgo: between('\u0300\u0316\u0334\u0357\u035e\u0489'),
  'accents everywhere': (text) => text.replace(/[aeiou]/g, '$&\u0301'),
  decomposed: (text) => text.normalize('NFD'),
  'Cyrillic letters': map('aceopxyis', Array.from('асеорхуіѕ')),
  'more Cyrillic letters': map('aceopxyhijkmt', Array.from('асеорхуһіјкмт')),
  'Greek letters': map('aeiknoptuvx', Array.from('αεικηορτυνχ')),
  'Armenian letters': map('ghnosu', Array.from('ցհոօտս')),
  'Cherokee capitals': (text) => map('ADEGHIKLMPRSTVWZ', Array.from('ᎪᎠᎬᏀᎻᏆᏦᏞᎷᏢᎡᏚᎢᏙᎳᏃ'))(text.toUpperCase()),
  'Latin look-alikes': map('agilou', Array.from('ɑɡıӏοս')),
  'small letters in capitals': (text) =>
    letters(text, (letter, at) => (at % 2 === 0 ? letter.toUpperCase() : letter)),
  capitals: (text) => text.toUpperCase(),
  'digits for letters': map('aeio', ['4', '3', '1', '0']),
  'digits and signs for letters': map('aeiost', ['@', '3', '!', '0', '$', '7']),
  'spaced letters': (text) =>
    text
      .split(' ')
      .map((word) => Array.from(word).join(' '))
      .join('   '),
  'dotted letters': (text) =>
    text
      .split(' ')
      .map((word) => Array.from(word).join('.'))
      .join(' '),
  'dashed letters': (text) =>
    text
      .split(' ')
      .map((word) => Array.from(word).join('-'))
      .join(' '),
  'underscored letters': (text) =>
    text
      .split(' ')
      .map((word) => Array.from(word).join('_'))
      .join('   '),
  'slashes between letters': (text) =>
    text
      .split(' ')
      .map((word) => Array.from(word).join('/'))
      .join(' '),
  'stars between letters': (text) =>
    text
      .split(' ')
      .map((word) => Array.from(word).join('*'))
      .join(' '),
  'letters on lines': (text) =>
    text
      .split(' ')
      .map((word) => Array.from(word).join('\n'))
      .join('\n\n'),
  'words on lines': (text) => text.replaceAll(' ', '\n'),
  'words with tabs': (text) => text.replaceAll(' ', '\t'),
  'words with non-breaking spaces': (text) => text.replaceAll(' ', '\u00a0'),
  'words with underscores': (text) => text.replaceAll(' ', '_'),
  'words with dots': (text) => text.replaceAll(' ', '.'),
  'words with slashes': (text) => text.replaceAll(' ', ' / '),
  'words in brackets': (text) => text.replace(/\p{L}+/gu, '[$&]'),
  'words in quotation marks': (text) => text.replace(/\p{L}+/gu, '"$&"'),
  'words in stars': (text) => text.replace(/\p{L}+/gu, '*$&*'),
  'pictures between words': (text) => text.replaceAll(' ', ' 🛏️ '),
  'pictures in place of spaces': (text) => text.replaceAll(' ', '🌟'),
  'pictures inside words': (text) => text.replace(/(\p{L}{3})(\p{L}{3})/gu, '$1💡$2'),
  'a hyphen at the end of a line': (text) => text.replace(/(\p{L}{4})(\p{L}{4})/gu, '$1-\n$2'),
  'a hyphen inside': (text) => text.replace(/(\p{L}{4})(\p{L}{4})/gu, '$1-$2'),
  'a break tag inside': (text) => text.replace(/(\p{L}{4})(\p{L}{4})/gu, '$1<wbr>$2'),
  'camel case': (text) => text.replace(/[ ,]+(.)/g, (_, letter: string) => letter.toUpperCase()),
  'a dropped letter': (text) => text.replace(/(\p{L}{4})\p{L}(?=\p{L}{3})/gu, '$1'),
  'a doubled letter': (text) => text.replace(/(\p{L}{3})(\p{L})(?=\p{L}{4})/gu, '$1$2$2'),
  'two letters swapped': (text) => text.replace(/(\p{L}{3})(\p{L})(\p{L})(?=\p{L}{3})/gu, '$1$3$2'),
  'a wrong letter': (text) => text.replace(/(\p{L}{4})[aeiou](?=\p{L}{3})/gu, '$1y'),
  'dots for spaces and capitals': (text) => text.toUpperCase().replaceAll(' ', '. '),
};

const hidden = (hide: (text: string) => string): Technique => ({
  dropped: SAID.map((text) => ({ data: { note: hide(text) } })),
  cleared: INNOCENT.map((text) => ({ data: { note: hide(text) } })),
});

describeTechniques(Object.fromEntries(Object.entries(DISGUISES).map(([name, hide]) => [name, hidden(hide)])));
