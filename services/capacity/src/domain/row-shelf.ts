import { unreportedRow, type LedgerRow } from './ledger-row.js';
import { unitKey, type Unit } from './unit.js';

/** A row that a batch touched. */
export interface RowChange {
  readonly before: LedgerRow | undefined;
  /**
   * What to write, in order. Usually one; a statement that comes after holds or arrivals of the same batch starts
   * another, so that each write alone obeys the rule that only a statement causes a deficit.
   */
  readonly steps: readonly LedgerRow[];
  /** Whether to tell what is known of the row even if it looks the same: a provider waits for it. */
  readonly isTold: boolean;
}

/** How a change of a row is written. */
export interface WriteMode {
  /** A statement that may cause a deficit: one that counts anew, or one that takes places out of service. */
  readonly statement?: 'count' | 'lowering';
  readonly isTold?: boolean;
}

interface Touched {
  readonly before: LedgerRow | undefined;
  readonly steps: LedgerRow[];
  isTold: boolean;
}

/** Working copies of the rows of one service while a batch is decided. */
export class RowShelf {
  private readonly current: Map<string, LedgerRow>;
  private readonly touched = new Map<string, Touched>();

  constructor(rows: readonly LedgerRow[]) {
    this.current = new Map(rows.map((row) => [unitKey(row.unit), row]));
  }

  get(key: string): LedgerRow | undefined {
    return this.current.get(key);
  }

  all(): Iterable<LedgerRow> {
    return this.current.values();
  }

  changes(): readonly RowChange[] {
    return [...this.touched.values()];
  }

  /** Changes a row that is there; without one, nothing happens. */
  revise(key: string, revise: (row: LedgerRow) => LedgerRow, mode: WriteMode = {}): void {
    const row = this.current.get(key);
    if (row !== undefined) this.write(key, row, revise(row), mode);
  }

  /** Changes the row of a unit, a new one when nobody has spoken of it yet. */
  reviseOrAdd(unit: Unit, revise: (row: LedgerRow) => LedgerRow, mode: WriteMode): void {
    const key = unitKey(unit);
    const row = this.current.get(key);
    this.write(key, row, revise(row ?? unreportedRow(unit)), mode);
  }

  private write(
    key: string,
    before: LedgerRow | undefined,
    row: LedgerRow,
    { statement, isTold = false }: WriteMode,
  ): void {
    const touched = this.touched.get(key);
    this.current.set(key, row);
    if (touched === undefined) {
      this.touched.set(key, { before, steps: [row], isTold });
      return;
    }
    touched.isTold ||= isTold;
    if (startsStep(touched, before, statement)) touched.steps.push(row);
    else touched.steps[touched.steps.length - 1] = row;
  }
}

/** Whether what was promised in this step already would hide behind the statement. */
function startsStep(
  { before, steps }: Touched,
  now: LedgerRow | undefined,
  statement: WriteMode['statement'],
): boolean {
  if (statement === undefined || now === undefined) return false;
  const start = steps.at(-2) ?? before;
  const held = start?.held ?? 0;
  if (now.held > held) return true;
  return statement === 'lowering' && now.occupied + now.held > (start?.occupied ?? 0) + held;
}
