import { randomInt } from 'node:crypto';

/** A text that stands nowhere else: whoever finds it, or a part of it, has found what it was put into. */
export interface Mark {
  /** What it was put into, e.g. `S3 in a header`. */
  readonly name: string;
  /** 24 random lower-case letters. */
  readonly text: string;
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const LENGTH = 24;
const PIECE_LENGTH = 8;
const PIECE_STEP = 5;

/** Letters only, so that no folding, quoting or escaping changes them, and no policy sees an identifier in them. */
export function newMark(name: string, draw: (below: number) => number = (below) => randomInt(below)): Mark {
  return { name, text: Array.from({ length: LENGTH }, () => LETTERS[draw(LETTERS.length)]).join('') };
}

/**
 * The parts that are looked for. Eight letters every five: whatever holds any twelve letters of the mark in a row holds
 * one of them whole, and no eight random letters stand anywhere by chance.
 */
export function piecesOf({ text }: Mark): readonly string[] {
  const pieces: string[] = [];
  for (let from = 0; from + PIECE_LENGTH <= text.length; from += PIECE_STEP) {
    pieces.push(text.slice(from, from + PIECE_LENGTH));
  }
  return pieces;
}
