import { styleText } from 'node:util';

import type { CliIo } from './cli-io.js';

export type Colour = 'red' | 'green' | 'yellow' | 'dim' | 'bold' | 'inverse';

/** Colours a text. */
export type Paint = (colour: Colour, text: string) => string;

/** Colours on a screen, unless the person asked for none (NO_COLOR); nothing but the text anywhere else. */
export function paintFor(io: CliIo): Paint {
  const hasColours = io.isTerminal === true && (io.env['NO_COLOR'] ?? '') === '';
  return hasColours
    ? (colour, text) => styleText(colour, text, { validateStream: false })
    : (_colour, text) => text;
}
