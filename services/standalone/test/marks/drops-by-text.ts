import { gzipSync } from 'node:zlib';
import { answered, dropped, intake, noteOf, type MarkedDrop } from './drop-form.js';

/** A sentence for each category of status information. */
const CATEGORIES: readonly (readonly [category: string, text: string])[] = [
  ['S1', 'statut d’immigration inconnu'],
  ['S2', 'une personne sans papiers, visa expiré'],
  ['S3', 'demandeur d’asile, audience à la CISR'],
  ['S4', 'réfugié reconnu, personne protégée'],
  ['S5', 'permis de travail fermé'],
  ['S6', 'résident permanent, carte RP'],
  ['S7', 'citoyen canadien'],
  ['S8', 'mesure de renvoi, ASFC'],
  ['S9', 'parrainage familial en cours'],
  ['S10', 'couvert par le PFSI, papier brun'],
  ['S11', 'préfère ne pas dire son statut d’immigration'],
];

const STATUS = 'demandeur d’asile';

const letters = (text: string, each: (code: number) => string): string =>
  Array.from(Buffer.from(text)).map(each).join('');
const hex2 = (code: number): string => code.toString(16).padStart(2, '0');
const plain = (mark: string): string => `${STATUS} ${mark}`;

/** A text as it may be sent so that nobody sees at once what it says. */
const DISGUISES: readonly (readonly [name: string, write: (text: string) => string])[] = [
  ['percent', (text) => letters(text, (code) => `%${hex2(code)}`)],
  ['percent twice', (text) => letters(text, (code) => `%25${hex2(code)}`)],
  ['base64', (text) => Buffer.from(text).toString('base64')],
  ['base64url', (text) => Buffer.from(text).toString('base64url')],
  ['hex', (text) => Buffer.from(text).toString('hex')],
  ['UTF-16 in base64', (text) => Buffer.from(text, 'utf16le').toString('base64')],
  ['entities', (text) => letters(text.normalize('NFD'), (code) => `&#${code};`)],
  ['escapes in a string', (text) => letters(text, (code) => `\\u00${hex2(code)}`)],
  ['gzip in base64', (text) => gzipSync(text).toString('base64')],
  ['reversed', (text) => Array.from(text).reverse().join('')],
  ['JSON in a string', (text) => JSON.stringify({ statut: text })],
  ['spaced letters', (text) => Array.from(text).join(' ')],
  ['upper case', (text) => text.toUpperCase()],
];

/** The same event as JSON that says each letter by its number. */
function escaped(mark: string): string {
  const value = letters(plain(mark), (code) => `\\u00${hex2(code)}`);
  return JSON.stringify(noteOf('HERE')).replace('HERE', value);
}

/** Drops by what is written, through the plain door: each category, each encoding, each place of an event. */
export const DROPS_BY_TEXT: readonly MarkedDrop[] = [
  ...CATEGORIES.map(([category, text]) =>
    dropped(`${category} in a note`, (mark) => noteOf(`${text} ${mark}`)),
  ),
  ...DISGUISES.map(([name, write]) => dropped(`a note as ${name}`, (mark) => noteOf(write(plain(mark))))),
  dropped('a note in JSON escapes', escaped),
  dropped('a body in UTF-16', (mark) => Buffer.from(JSON.stringify(noteOf(plain(mark))), 'utf16le')),
  dropped('an unknown field', (mark) => intake({}, { statutImmigration: mark })),
  dropped('the name of a field', (mark) => intake({}, { [`asylum_${mark}`]: true })),
  dropped('an unknown field that says nothing of status', (mark) => intake({}, { remark: mark })),
  dropped('an attribute of the envelope', (mark) => intake({ partnerref: mark })),
  dropped('the id', (mark) => intake({ id: `asylum-seeker-${mark}` })),
  dropped('the subject', (mark) => intake({ subject: `asylum-seeker-${mark}` })),
  answered(
    [403, 422],
    dropped('the source', (mark) => intake({ source: `/departments/${mark}-asylum-seeker` })),
  ),
  dropped('the type', (mark) => intake({ type: `havre.asylum.${mark}.v1` })),
  dropped('the time', (mark) => intake({ time: mark })),
  dropped('the language', (mark) => intake({}, { language: mark })),
  dropped('a code of a taxonomy', (mark) =>
    intake(
      {},
      {
        needs: [
          { kind: 'shelter', priority: 'urgent', taxonomy: { scheme: '211', code: `refugee-${mark}` } },
        ],
      },
    ),
  ),
];
