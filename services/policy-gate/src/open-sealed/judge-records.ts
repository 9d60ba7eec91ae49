import { readStrictJson } from '@havre/policy';

import type { AdmissionRequest, AdmissionResult } from '../accept-events/admit-events.js';
import type { ScreenDocuments } from '../accept-events/screen-documents.js';
import { UnavailableFault } from '../accept-events/unavailable-fault.js';
import type { Verdict } from '../domain/decide-verdict.js';
import { MAX_EVENT_BYTES } from '../domain/request-form.js';
import { departmentSource, type SealedOutcome } from '../domain/sealed-verdict.js';
import type { Drop } from '../domain/tally.js';
import type { SealReading } from './seal-reader.js';

export interface JudgeRecordsParts {
  readonly screening: ScreenDocuments;
  readonly admit: (request: AdmissionRequest) => Promise<readonly AdmissionResult[]>;
}

/** What became of a batch: an outcome for each record, and the drops that are still to be counted. */
export interface Judgement {
  readonly outcomes: readonly SealedOutcome[];
  readonly drops: readonly Drop[];
}

const UNREADABLE: Verdict = { verdict: 'dropped', category: 'unreadable' };
const NOT_ROUTABLE: SealedOutcome = { outcome: 'not-routable' };
/** Documents after which others get their turn. */
const PAUSE_AFTER = 20;

/** Screens what was opened, as the HTTP door does, and stores and appends what is cleared. */
export class JudgeRecords {
  readonly #parts: JudgeRecordsParts;

  constructor(parts: JudgeRecordsParts) {
    this.#parts = parts;
  }

  /** @throws UnavailableFault when nothing can be made durable now; the same batch again is safe. */
  async judge(department: string, readings: readonly SealReading[]): Promise<Judgement> {
    const source = departmentSource(department);
    const verdicts = await this.#verdictsOn(readings, source);
    const cleared = verdicts.flatMap((one) => (one?.verdict === 'cleared' ? [one.event] : []));
    const admitted = cleared.length === 0 ? [] : await this.#parts.admit({ cleared, drops: [] });
    if (admitted.some(({ outcome }) => outcome === 'not-durable')) throw new UnavailableFault('event-log');
    const results = admitted[Symbol.iterator]();
    const outcomes = readings.map((reading, index) =>
      outcomeOf(reading, verdicts[index], () => results.next().value),
    );
    return { outcomes, drops: verdicts.flatMap((verdict) => dropOf(verdict, source)) };
  }

  /** In the order of the readings; undefined for what was not opened. Nothing of a plaintext is left behind. */
  async #verdictsOn(
    readings: readonly SealReading[],
    source: string,
  ): Promise<readonly (Verdict | undefined)[]> {
    const documents = readings.map((reading) => documentOf(reading));
    const readable = documents.filter((document) => typeof document === 'object');
    const publisher = { role: 'department', sources: [source] };
    const screened = await this.#parts.screening.screen(readable, {}, publisher, PAUSE_AFTER);
    const verdicts = screened[Symbol.iterator]();
    return documents.map((document) => {
      if (document === 'not-opened') return undefined;
      return document === 'unreadable' ? UNREADABLE : verdicts.next().value;
    });
  }
}

function documentOf(reading: SealReading): object | 'unreadable' | 'not-opened' {
  if (reading.outcome === 'refused') return 'not-opened';
  const json = readStrictJson(reading.plaintext, { maxBytes: MAX_EVENT_BYTES });
  reading.plaintext.fill(0);
  if (json.outcome === 'refused') return 'unreadable';
  const { value } = json;
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : 'unreadable';
}

function outcomeOf(
  reading: SealReading,
  verdict: Verdict | undefined,
  nextResult: () => AdmissionResult | undefined,
): SealedOutcome {
  if (reading.outcome === 'refused') return refusalOf(reading.reason);
  switch (verdict?.verdict) {
    case 'cleared':
      return admittedOutcome(nextResult());
    case 'dropped':
      return NOT_ROUTABLE;
    case 'forbidden':
      return { outcome: 'not-routable', code: verdict.code };
    case undefined:
      throw new UnavailableFault('unanswered');
  }
}

/** Sealing it again helps against everything but its size. */
function refusalOf(reason: string): SealedOutcome {
  return reason === 'too-large' ? { outcome: 'not-routable', code: 'too-large' } : { outcome: 'unopened' };
}

function admittedOutcome(result: AdmissionResult | undefined): SealedOutcome {
  switch (result?.outcome) {
    case 'accepted':
      return { outcome: 'accepted', receipt: result.receipt, subject: result.subject };
    case 'id-reused':
      return { outcome: 'not-routable', code: 'id-reused' };
    case 'not-durable':
    case undefined:
      throw new UnavailableFault('unanswered');
  }
}

/** What is counted by the day: as over HTTP, and beside it what was never opened. */
function dropOf(verdict: Verdict | undefined, source: string): readonly Drop[] {
  if (verdict === undefined) return [{ source, category: 'unopened' }];
  return verdict.verdict === 'dropped' ? [{ source, category: verdict.category }] : [];
}
