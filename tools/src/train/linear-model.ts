import {
  FEATURE_GROUPS,
  FeatureReader,
  readNoteWords,
  windowsOf,
  type ConceptBook,
} from '@havre/policy/model';

import { seededStates } from '../seeded-states.js';

/** A note as the model sees it: for each feature its place in the table and its value. */
export interface Example {
  readonly slots: Uint32Array;
  readonly values: Float32Array;
}

export interface TrainingSettings {
  /** Weights are a table of `2 ** bits`. */
  readonly bits: number;
  readonly groupWeights: readonly number[];
  readonly epochs: number;
  readonly rate: number;
  /** Pull of a weight towards zero, at each step that touches it. */
  readonly decay: number;
  /** Models trained in different orders, and averaged. */
  readonly rounds: number;
  readonly seed: number;
}

export interface LinearModel {
  readonly weights: Float32Array;
  readonly bias: number;
}

/** Reads the first window of a text into an example. */
export function toExample(
  { text, evidence }: { readonly text: string; readonly evidence: ReadonlySet<string> },
  book: ConceptBook,
  { bits, groupWeights }: TrainingSettings,
): Example {
  const reader = new FeatureReader(book);
  const words = readNoteWords(text);
  const slots: number[] = [];
  const values: number[] = [];
  const [window] = windowsOf(words);
  if (window !== undefined) reader.read(words, window, evidence);
  for (let group = 0; group < FEATURE_GROUPS; group++) {
    const { hashes, count } = reader.groups[group] ?? { hashes: new Uint32Array(), count: 0 };
    const value = (groupWeights[group] ?? 1) / Math.sqrt(Math.max(1, count));
    for (const hash of hashes.subarray(0, count)) {
      slots.push(hash >>> (32 - bits));
      values.push(value);
    }
  }
  return { slots: Uint32Array.from(slots), values: Float32Array.from(values) };
}

/** Logistic regression by AdaGrad (Duchi, Hazan, Singer 2011), averaged over rounds. The same seed, the same model. */
export function train(
  examples: readonly Example[],
  labels: readonly number[],
  settings: TrainingSettings,
): LinearModel {
  const weights = new Float32Array(2 ** settings.bits);
  let bias = 0;
  for (let round = 0; round < settings.rounds; round++) {
    const one = trainOnce(examples, labels, settings, settings.seed + round);
    for (let slot = 0; slot < weights.length; slot++) {
      weights[slot] = (weights[slot] ?? 0) + (one.weights[slot] ?? 0) / settings.rounds;
    }
    bias += one.bias / settings.rounds;
  }
  return { weights, bias };
}

export function scoreOf({ weights, bias }: LinearModel, { slots, values }: Example): number {
  let score = bias;
  for (let index = 0; index < slots.length; index++) {
    score += (weights[slots[index] ?? 0] ?? 0) * (values[index] ?? 0);
  }
  return score;
}

function trainOnce(
  examples: readonly Example[],
  labels: readonly number[],
  { bits, epochs, rate, decay }: TrainingSettings,
  seed: number,
): LinearModel {
  const weights = new Float32Array(2 ** bits);
  const squares = new Float32Array(2 ** bits).fill(1e-6);
  const model = { weights, bias: 0 };
  let biasSquares = 1e-6;
  const order = examples.map((_, index) => index);
  const next = seededStates(seed);
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, next);
    for (const at of order) {
      const example = examples[at];
      if (example === undefined) continue;
      const error = 1 / (1 + Math.exp(-scoreOf(model, example))) - (labels[at] ?? 0);
      biasSquares += error * error;
      model.bias -= (rate * error) / Math.sqrt(biasSquares);
      step(example, error, { weights, squares, rate, decay });
    }
  }
  return model;
}

function step(
  { slots, values }: Example,
  error: number,
  tables: {
    readonly weights: Float32Array;
    readonly squares: Float32Array;
    readonly rate: number;
    readonly decay: number;
  },
): void {
  const { weights, squares, rate, decay } = tables;
  for (let index = 0; index < slots.length; index++) {
    const slot = slots[index] ?? 0;
    const weight = weights[slot] ?? 0;
    const gradient = error * (values[index] ?? 0) + decay * weight;
    const square = (squares[slot] ?? 0) + gradient * gradient;
    squares[slot] = square;
    weights[slot] = weight - (rate * gradient) / Math.sqrt(square);
  }
}

function shuffle(order: number[], next: () => number): void {
  for (let last = order.length - 1; last > 0; last--) {
    const other = Math.floor((next() / 2 ** 32) * (last + 1));
    const kept = order[last] ?? 0;
    order[last] = order[other] ?? 0;
    order[other] = kept;
  }
}
