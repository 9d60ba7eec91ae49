import { foldText } from '../folding/fold-text.js';
import { meaningAfter, meaningBefore } from './meaning-of-acronym.js';

/** Acronyms of statuses that are as often something else. No other is ever taken back. */
const AMBIGUOUS =
  'H&C DDA PR RP DA RC CC CH WP SP VR TR RT RAD SAR SPR RPD IRB POE NTA TPS ITA PP JR PSR AOR TRP CIC NS'.split(
    ' ',
  );
const WRITTEN = new RegExp(`(?<![\\p{L}\\p{N}&])(?:${AMBIGUOUS.join('|')})(?![\\p{L}\\p{N}&])`, 'gu');
const LEGEND = /(?:^|[^a-z])(?:legend|glossar|glossaire|acronym|abbrev|abrev|abbr|sigle|lexique)/;
/** More is not read again. */
const MAX_CHARACTERS = 16_384;
const MAX_DEPTH = 64;

/**
 * Beginnings of words that belong to a status or to a procedure about one. Where any stands in a document, what it says that an
 * acronym means proves nothing.
 */
const OF_A_STATUS = new RegExp(
  '(?<![a-z])(?:' +
    'statu|immig|migra|citi[sz]|citoy|national|resid|rezid|perman|peman|temporary|temporaire|refugee|refugie|asile|asyl|' +
    'azil|claim|demandeu|visa|visit|permit|permis|passp|paper|papier|papel|tarjeta|spons|parrain|border|frontier|foreign|' +
    'etrang|student|etudian|worker|travaill|canad|country|landed|landing|etabliss|ircc|cbsa|asfc|cisr|hearing|audience|' +
    'tribunal|commission|deport|removal|renvoi|detention|detain|humanit|compass|protec|protege|undoc|natural|arriv|pend|' +
    'refus|reject|rejet|accept|approv|approuv|grant|deni|renew|renouv|attente|appeal|lawyer|avocat|judicia|' +
    '(?:stat|imm|pays|perm|temp|res|ref|hum|comp|prot)(?![a-z])' +
    ')',
);
const SAID_BEFORE =
  /(?:^|[^\p{L}])(?:her|his|their|my|your|got|gets|has|have|had|is|are|was|were|became|becomes|lost|needs|awaiting|filed|for|as|son|sa|leur|ses|mon|ma|est|a|ont|sont|eu|recu|reçu|attend|comme)\s+(?:(?:a|an|the|la|le|une|un|de|for)\s+)?$/iu;
const SAID_AFTER =
  /^\s+(?:card|carte|holder|number|no|applica|app|family|famil|since|depuis|until|till|jusqu|exp|valid|file|dossier|in process|en cours|filed|issued|stage|category|class)/iu;

interface Reading {
  readonly texts: string[];
  readonly names: string[];
  readonly meanings: Map<string, string>;
  characters: number;
}

/**
 * A document value in which acronyms that it says mean something ordinary are replaced by what they mean ("DA = don
 * alimentaire"); undefined where it says no such thing, and where anything else in it is of a status. What somebody says
 * that an acronym means must have its letters. To be screened again: this only says what is to be read.
 */
export function withAcronymsReplaced(value: unknown): unknown {
  const reading: Reading = { texts: [], names: [], meanings: new Map(), characters: 0 };
  if (!read(value, reading, false, 0) || reading.meanings.size === 0) return undefined;
  const { texts, names, meanings } = reading;
  const replace = (text: string) => text.replace(WRITTEN, (acronym) => meanings.get(acronym) ?? acronym);
  if (texts.some((text) => saysOfSomebody(text, meanings))) return undefined;
  if (texts.some((text) => isOfStatus(replace(text))) || names.some(isOfStatus)) return undefined;
  return replaced(value, replace);
}

function read(value: unknown, reading: Reading, isLegend: boolean, depth: number): boolean {
  if (depth > MAX_DEPTH || reading.characters > MAX_CHARACTERS) return false;
  if (typeof value === 'string') {
    reading.characters += value.length;
    reading.texts.push(value);
    readDefinitions(value, reading.meanings);
    return reading.characters <= MAX_CHARACTERS;
  }
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([name, member]) => {
    reading.characters += name.length;
    if (!Array.isArray(value)) reading.names.push(name);
    if (isLegend && typeof member === 'string' && AMBIGUOUS.includes(name))
      keep(reading.meanings, name, meaningAfter(name, member, true));
    return read(member, reading, LEGEND.test(foldText(name).lower), depth + 1);
  });
}

function readDefinitions(text: string, meanings: Map<string, string>): void {
  for (const match of text.matchAll(WRITTEN)) {
    const [acronym] = match;
    keep(meanings, acronym, meaningAfter(acronym, text.slice(match.index + acronym.length)));
    keep(meanings, acronym, meaningBefore(acronym, text, match.index));
  }
}

function keep(meanings: Map<string, string>, acronym: string, meaning: string | undefined): void {
  if (meaning !== undefined) meanings.set(acronym, meaning);
}

/**
 * Whether a text says of somebody, or of a paper, what an acronym stands for (`her PR`, `PR card`, `PR since 2019`), or has one
 * more of them.
 */
function saysOfSomebody(text: string, meanings: ReadonlyMap<string, string>): boolean {
  for (const { 0: acronym, index } of text.matchAll(WRITTEN)) {
    // One of them that nothing explains is enough: what is a list of statuses stays one.
    if (!meanings.has(acronym)) return true;
    if (SAID_BEFORE.test(text.slice(Math.max(0, index - 40), index))) return true;
    if (SAID_AFTER.test(text.slice(index + acronym.length, index + acronym.length + 40))) return true;
  }
  return false;
}

function isOfStatus(text: string): boolean {
  const { cased } = foldText(text);
  return OF_A_STATUS.test(cased.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase());
}

function replaced(value: unknown, replace: (text: string) => string): unknown {
  if (typeof value === 'string') return replace(value);
  if (Array.isArray(value)) return value.map((item: unknown) => replaced(item, replace));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      AMBIGUOUS.includes(name) ? replace(name) : name,
      replaced(member, replace),
    ]),
  );
}
