import { randomUUID } from 'node:crypto';

/** One marked event of the canary. */
export interface CanaryEvent {
  readonly name: string;
  /** The answer that the gate owes it. */
  readonly status: 202 | 413 | 422;
  readonly write: (mark: string) => { readonly body: string; readonly headers?: Record<string, string> };
}

const CATEGORIES: readonly (readonly [category: string, text: string])[] = [
  ['S1', 'statut d’immigration inconnu'],
  ['S2', 'sans papiers'],
  ['S3', 'demandeur d’asile'],
  ['S4', 'réfugié reconnu'],
  ['S5', 'permis de travail fermé'],
  ['S6', 'résident permanent'],
  ['S7', 'citoyen canadien'],
  ['S8', 'mesure de renvoi'],
  ['S9', 'parrainage familial en cours'],
  ['S10', 'couvert par le PFSI'],
  ['S11', 'préfère ne pas dire son statut d’immigration'],
];
const TOO_LARGE = 3_000;

/** Events of each category and in a few forms, which are dropped; and one that is taken, marked where its sender is free. */
export function canaryEvents(source: string): readonly CanaryEvent[] {
  const intake = (changes: object, data: object = {}): string =>
    JSON.stringify({
      specversion: '1.0',
      id: randomUUID(),
      source,
      type: 'havre.intake.received.v1',
      data: {
        household: { members: [{ ageGroup: 'adult' }] },
        language: 'fr',
        needs: [{ kind: 'recreation', unitType: 'room', priority: 'routine' }],
        ...data,
      },
      ...changes,
    });
  return [
    ...CATEGORIES.map(([category, text]): CanaryEvent => ({
      name: category,
      status: 422,
      write: (mark) => ({ body: intake({}, { note: `${text} ${mark}` }) }),
    })),
    { name: 'unknown field', status: 422, write: (mark) => ({ body: intake({}, { remark: mark }) }) },
    {
      name: 'header',
      status: 422,
      write: (mark) => ({ body: intake({}), headers: { 'ce-note': `refugee-${mark}` } }),
    },
    { name: 'broken JSON', status: 422, write: (mark) => ({ body: intake({}, { note: mark }).slice(1) }) },
    {
      name: 'too large',
      status: 413,
      write: (mark) => ({ body: intake({}, { note: mark.repeat(TOO_LARGE) }) }),
    },
    { name: 'taken', status: 202, write: (mark) => ({ body: intake({ id: mark }) }) },
  ];
}
