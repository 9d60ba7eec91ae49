import { inServiceBy, isLasting, type Movement, type NewAdjustment, type Undone } from './movement.js';
import { unitKey } from './unit.js';

/** Working copies of what was said of some places of one service while a batch is decided. */
export class MovementShelf {
  private readonly current: Map<string, Movement>;
  private readonly touched = new Set<string>();

  constructor(movements: readonly Movement[]) {
    this.current = new Map(movements.map((movement) => [movement.movementId, movement]));
  }

  all(): Iterable<Movement> {
    return this.current.values();
  }

  of(key: string): readonly Movement[] {
    return [...this.current.values()].filter((movement) => movement.unitKey === key);
  }

  changes(): readonly Movement[] {
    return [...this.touched].flatMap((movementId) => this.current.get(movementId) ?? []);
  }

  add(movement: Movement): void {
    this.touched.add(movement.movementId);
    this.current.set(movement.movementId, movement);
  }

  /** Adds an adjustment and takes what it undoes from the movements before it. */
  adjust(
    { movementId, unit, change, quantity, at, until, reason }: NewAdjustment,
    undone: readonly Undone[],
  ): void {
    const found = undone.reduce((sum, { places }) => sum + places, 0);
    for (const each of undone) {
      this.revise(each.movementId, (movement) => ({ ...movement, pending: movement.pending - each.places }));
    }
    this.add({
      movementId,
      unitKey: unitKey(unit),
      kind: change,
      quantity,
      at,
      until,
      reason,
      pending: quantity - found,
      returned: 0,
      endedAt: null,
    });
  }

  /** Nothing is left to come of a movement that a count has replaced. */
  replace(movementId: string): void {
    this.revise(movementId, (movement) => ({ ...movement, pending: 0, returned: 0, endedAt: null }));
  }

  /** Ends a movement by its time. Returns the places that come into service, or fewer than none that leave it. */
  end(movementId: string, at: number): number {
    const movement = this.current.get(movementId);
    if (movement === undefined || !isLasting(movement.kind)) return 0;
    const { kind, pending } = movement;
    this.add({ ...movement, pending: 0, returned: pending, endedAt: at });
    return 0 - inServiceBy({ kind, quantity: pending });
  }

  private revise(movementId: string, revise: (movement: Movement) => Movement): void {
    const movement = this.current.get(movementId);
    if (movement !== undefined) this.add(revise(movement));
  }
}
