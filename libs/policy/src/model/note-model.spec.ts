import { readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';

import { readNoteModelFile, writeNoteModelFile } from './note-model-file.js';
import { NoteModel } from './note-model.js';
import { NoteOpinion } from './note-opinion.js';

const BYTES = readFileSync(new URL('../../models/notes.bin', import.meta.url));
const NOTHING: ReadonlySet<string> = new Set();
const model = NoteModel.read(BYTES);

describe('a model file', () => {
  it('is written as it was read', () => {
    expect(Buffer.from(writeNoteModelFile(readNoteModelFile(BYTES))).equals(BYTES)).toBe(true);
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['something else', Buffer.from('GIF89a and so on')],
    ['a part', BYTES.subarray(0, BYTES.length - 1)],
    ['more than all', Buffer.concat([BYTES, Buffer.alloc(1)])],
    ['a header that is no JSON', Buffer.concat([BYTES.subarray(0, 8), Buffer.from('['), BYTES.subarray(9)])],
  ])('that is %s is refused without a word of it', (_, bytes) => {
    expect(() => NoteModel.read(bytes)).toThrow(
      expect.objectContaining({ code: 'model-malformed', subject: 'notes' }),
    );
  });

  it('stays under ten megabytes', () => {
    expect(BYTES.length).toBeLessThan(10 * 1024 * 1024);
  });
});

describe('NoteModel', () => {
  it('gives the same text the same score, whatever came between', () => {
    const before = model.scoreOf('needs a bed tonight, arrives at nine', NOTHING);
    model.scoreOf('son audience devant la commission est remise', NOTHING);
    expect(model.scoreOf('needs a bed tonight, arrives at nine', NOTHING)).toEqual(before);
  });

  it('scores what is said indirectly above its innocent twin', () => {
    const score = (text: string): number => model.scoreOf(text, NOTHING);
    expect(score('the board did not believe her story, she has to leave Canada by the 30th')).toBeGreaterThan(
      score('the landlord did not believe her story, she has to leave the flat by the 30th'),
    );
    expect(score('ils lui ont pris ses empreintes à la frontière, il attend sa décision')).toBeGreaterThan(
      score('ils lui ont pris ses mesures au magasin, il attend sa veste'),
    );
  });

  it('knows ordinary words and not invented ones', () => {
    expect(model.knownShareOf('needs a warm coat and a bed')).toBe(1);
    expect(model.knownShareOf('zxqwv grmblft pwrzk')).toBeLessThan(0.5);
    expect(model.knownShareOf('')).toBe(1);
  });

  it('finds a sentence in the middle of a long text', () => {
    const plain = 'two bags of rice, one tin of beans, milk for the baby and size four diapers. ';
    const said = 'her refugee hearing was refused and they will deport her to her country on Friday. ';
    const without = model.scoreOf(plain.repeat(40), NOTHING);
    expect(model.scoreOf(plain.repeat(20) + said.repeat(3) + plain.repeat(20), NOTHING)).toBeGreaterThan(
      without + 1,
    );
  });
});

describe('NoteOpinion', () => {
  const screened = new NoteOpinion(model);
  const strict = new NoteOpinion(model, 'strict');

  it('is stricter with a note that must be understood', () => {
    const odd = 'zxqwv grmblft pwrzk';
    expect(screened.suspects(odd, NOTHING, true)).toBeUndefined();
    expect(strict.suspects(odd, NOTHING, true)).toMatchObject({ rule: 'model.not-understood' });
    expect(strict.suspects(odd, NOTHING, false)).toBeUndefined();
  });

  it('drops in strict whatever it drops when screened', () => {
    const { thresholds } = model.header;
    expect(thresholds.strict).toBeLessThan(thresholds.screened);
    expect(thresholds.screened).toBeLessThan(thresholds.elsewhere);
  });

  it('names the rule whose evidence weighed in, and otherwise itself', () => {
    const said = 'her refugee claim was refused and they will deport her to her country on Friday';
    expect(screened.suspects(said, NOTHING, true)).toMatchObject({ rule: 'model.notes' });
    expect(screened.suspects(said, new Set(['s8.removal', 's8.removal#x']), true)).toMatchObject({
      rule: 's8.removal',
    });
  });
});
