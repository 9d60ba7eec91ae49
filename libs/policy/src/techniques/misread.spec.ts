import { describeTechniques } from '../testing/describe-techniques.js';

const asLatin1 = (text: string) => Buffer.from(text).toString('latin1');
const asWindows = (text: string) => new TextDecoder('windows-1252').decode(Buffer.from(text));
/** EBCDIC, code page 037: letters, digits and the space. */
const ebcdic = (text: string) =>
  Buffer.from(
    Array.from(text.toUpperCase(), (character) => {
      const at = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.indexOf(character);
      if (at < 0) return /\d/.test(character) ? 0xf0 + Number(character) : 0x40;
      return at < 9 ? 0xc1 + at : at < 18 ? 0xd1 + at - 9 : 0xe2 + at - 18;
    }),
  );

describeTechniques({
  'letters of which the bytes were misread': {
    dropped: [
      { note: asLatin1('famille réfugiée, deux lits') },
      { note: asWindows('son conjoint est réfugié') },
      { note: asWindows(asWindows('une dame réfugiée, lit du bas')) },
      { note: asWindows('demandeur d’asile, sixième étage') },
      { [asWindows('réfugié')]: 1 },
      { note: asWindows('难民') },
      { note: asWindows('لاجئ') },
      { note: 'une m√®re r√©fugi√©e' },
      { note: 'une m\ufffdre r\ufffdfugi\ufffde' },
      { note: Buffer.from(asWindows('mère réfugiée au lit 4')).toString('base64') },
    ],
    cleared: [
      { note: asLatin1('famille épuisée, deux lits au troisième étage') },
      { note: asWindows('son conjoint est réveillé') },
      { note: asWindows(asWindows('une dame pressée, lit du bas')) },
      { note: asWindows('demandeur d’emploi, sixième étage') },
      { [asWindows('réveillé')]: 1 },
      { note: 'une m√®re r√©veill√©e' },
      { note: 'une m\ufffdre r\ufffdveill\ufffde' },
      { note: 'NÃO TEM CAMA, SÃO JOÃO' },
      { note: 'CAFÉ… OÙ… FERMÉ' },
    ],
  },
  'EBCDIC in other codes': {
    dropped: [
      { cp037: ebcdic('study permit lapsed').toString('hex') },
      { field: ebcdic('REFUGEE CLAIM 04').toString('hex').toUpperCase() },
      { record: ebcdic('UNDOCUMENTED WORKER').toString('base64') },
      { bytes: [...ebcdic('removal order')] },
      {
        hex: ebcdic('asylum seeker')
          .toString('hex')
          .replace(/(..)(?=.)/g, '$1 '),
      },
    ],
    cleared: [
      { cp037: ebcdic('parking permit lapsed').toString('hex') },
      { field: ebcdic('DAMAGE CLAIM 04').toString('hex').toUpperCase() },
      { record: ebcdic('UNDERSTANDING WORKER').toString('base64') },
      { bytes: [...ebcdic('lunch order')] },
      { hash: 'c1e2f0d94a5b6c7d8e9f00112233445566778899' },
    ],
  },
  'Morse code': {
    dropped: [
      { x: '.-. . ..-. ..- --. . . / -.-. .-.. .- .. --' },
      { x: '-. --- / ... - .- - ..- ... / .. -. / -.-. .- -. .- -.. .-' },
      { note: 'code: ...- .. ... .- / . -..- .--. .. .-. . -..' },
      { x: '·− ··· −·−− ·−·· ··− −−' },
    ],
    cleared: [
      { x: '.-. .- -.. .. --- / .-. --- --- --' },
      { x: '-... . -.. / ..-. --- ..- .-.' },
      { rule: '- - - - - - - - - -' },
      { menu: 'soupe ......... 4' },
      { ascii: '.-.-.-.-.-.-.-.' },
      { table: '--- | --- | --- | --- | --- | ---' },
    ],
  },
  'letters by their place in the alphabet': {
    dropped: [{ n: '14-15 19-20-1-20-21-19 9-14 3-1-14-1-4-1' }, { x: '19-1-14-19 16-1-16-9-5-18-19 9-3-9' }],
    cleared: [
      { n: '14-15 19-20-1-9-18-19 9-14 3-1-2-1-14-1' },
      { hours: '9-12 13-17 18-20 9-12 13-17 18-20 9-12 13-17 18-20 9-12 13-17' },
      { dates: '10-12-26 11-12-26 12-12-26 13-12-26 14-12-26 15-12-26' },
      { scores: '3-2 0-1 4-4 2-2 1-0 6-3 2-1 0-0 3-3 1-2 4-0' },
    ],
  },
  'letters in braille': {
    dropped: [{ n: '⠁⠎⠽⠇⠥⠍⠀⠉⠇⠁⠊⠍' }, { n: 'lit 4 ⠗⠑⠋⠥⠛⠑⠑' }, { x: '⠎⠁⠝⠎⠀⠏⠁⠏⠊⠑⠗⠎' }],
    cleared: [{ n: '⠗⠑⠋⠥⠝⠙' }, { x: '⠎⠁⠝⠎⠀⠎⠥⠉⠗⠑' }, { spinner: '⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏' }],
  },
  'letters one by one, some of them digits': {
    dropped: [
      { n: 'r.3.f.u.g.3.3, top bunk' },
      { n: '4-s-y-l-u-m s33k3r' },
      { n: 'u*n*d*0*c*u*m*3*n*t*3*d' },
      { n: 'd_3_p_0_r_t_3_d last week' },
    ],
    cleared: [
      { n: 'r.3.f.u.g.3, top bunk' },
      { n: 'a-1-b-2-c-3-d-4' },
      { n: '1.2.3.4.5.6.7.8' },
      { phone: '5-1-4-5-5-5-0-1-2-3' },
      { seats: 'a 1, b 2, c 3, d 4' },
    ],
  },
  'labels of a printer': {
    dropped: [
      { zpl: '^XA^FO20,20^A0N,28^FDGUEST 14^FS^FO20,60^FDREFUGEE CLAIM^FS^XZ' },
      { zpl: '^XA^FO10,10^FDWORK^FS^FDPERMIT^FS^XZ' },
      { label: '^XA^CF0,30^FO5,5^FDSTATUT^FS^FO5,40^FDIMMIGRATION^FS^XZ' },
    ],
    cleared: [
      { zpl: '^XA^FO20,20^A0N,28^FDGUEST 14^FS^FO20,60^FDDAMAGE CLAIM^FS^XZ' },
      { zpl: '^XA^FO10,10^FDWORK^FS^FDSHIRTS^FS^XZ' },
      { label: '^XA^CF0,30^FO5,5^FDSTATUT^FS^FO5,40^FDDU LIT^FS^XZ' },
    ],
  },
  'a question of a form, its answer elsewhere': {
    dropped: [
      {
        fields: [{ id: 'Xa', title: 'What kind of permit do you hold?' }],
        answers: [{ field: 'Xa', label: 'Study' }],
      },
      { schema: { q7: { title: 'Quel permis avez-vous ?' } }, rows: [{ q7: 'B' }] },
      { definition: { '12': 'When does your visa expire?' }, values: { '12': '2027' } },
      { items: [{ linkId: '3', text: '¿Qué tipo de visa tiene?' }], response: { '3': ['otra'] } },
    ],
    cleared: [
      {
        fields: [{ id: 'Xa', title: 'What kind of parking permit do you hold?' }],
        answers: [{ field: 'Xa', label: 'Day' }],
      },
      { schema: { q7: { title: 'Quel permis de conduire avez-vous ?' } }, rows: [{ q7: 'B' }] },
      { definition: { '12': 'When does your lease expire?' }, values: { '12': '2027' } },
      { items: [{ linkId: '3', text: '¿Qué tipo de cama tiene?' }], response: { '3': ['otra'] } },
    ],
  },
});
