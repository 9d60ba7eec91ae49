/**
 * Deliberate faults of the ledger of places, each with the specs that must catch it. A change is a text that stands in
 * its file exactly once, below `services/capacity/src`, and what is put in its place.
 */
const DECISIONS = ['services/capacity/src/domain', 'services/capacity/src/record-batch/ledger-model.spec.ts'];
const MODEL = ['services/capacity/src/record-batch/ledger-model.spec.ts'];
const MOVEMENTS_ON_POSTGRES = ['services/capacity/src/record-batch/record-movements.int.spec.ts'];

const change = (file, find, replace) => ({ file, find, replace });

export const LEDGER_MUTANTS = [
  {
    name: 'count-then-insert',
    what: 'reads the counts, then writes without a lock and without looking whether they are still the same',
    changes: [
      change(
        'persistence/ledger-queries.ts',
        'ORDER BY service_id FOR NO KEY UPDATE',
        'ORDER BY service_id FOR KEY SHARE',
      ),
      change('persistence/ledger-queries.ts', ' AND l.version = c.version', ''),
    ],
    specs: ['services/capacity/src/record-batch/record-batch.int.spec.ts'],
  },
  {
    name: 'release-twice',
    what: 'gives the places of a hold back each time it is released',
    changes: [
      change('domain/decide-release.ts', "if (state === 'released') {", "if (state === 'refused') {"),
      change('domain/decide-release.ts', 'if (isLive(hold)) return', "if (state !== 'refused') return"),
      change('domain/service-book.ts', 'if (isLive(hold)) this', 'if (hold.quantity > 0) this'),
      change(
        'domain/evolve-row.ts',
        'const left = mine + quantity;',
        'const left = Math.max(0, mine + quantity);',
      ),
    ],
    specs: DECISIONS,
  },
  {
    name: 'walk-in-without-a-check',
    what: 'lets everybody in who walks in',
    changes: [
      change(
        'domain/decide-movement.ts',
        'if (availableOf(row) >= statement.quantity) return [taken];',
        'if (row.total >= 0) return [taken];',
      ),
    ],
    specs: DECISIONS,
  },
  {
    name: 'report-overwrites-live-holds',
    what: 'takes a count for everything there is, holds included',
    changes: [
      change('domain/evolve-row.ts', 'withheld: 0,\n', 'withheld: 0,\n      held: 0,\n      heldBy: {},\n'),
    ],
    specs: DECISIONS,
  },
  {
    name: 'deficit-absorbed-by-a-hold',
    what: 'places holds above what there is and calls them a deficit',
    changes: [
      change(
        'domain/decide-placement.ts',
        "if (availableOf(row) < quantity) return 'full';",
        "if (row.total < quantity) return 'full';",
      ),
    ],
    specs: DECISIONS,
  },
  {
    name: 'deficit-absorbed-by-a-hold-in-the-database',
    what: 'has a database that takes a hold for part of the deficit of a count',
    changes: [
      change('persistence/migrations/1791000000000-movement-tables.ts', 'NEW.held > OLD.held OR (', '('),
    ],
    specs: ['services/capacity/src/persistence/ledger-tables.int.spec.ts'],
  },
  {
    name: 'late-arrival-without-a-check',
    what: 'lets those in who come after their place was given on, whether there is another or not',
    changes: [
      change(
        'domain/decide-arrival.ts',
        'if (isCountedAlready(row, at) || availableOf(row) >= hold.quantity) return [occupied];',
        'if (row.total >= 0) return [occupied];',
      ),
    ],
    specs: DECISIONS,
  },
  {
    name: 'walk-in-lost-to-a-late-count',
    what: 'forgets who walked in after a count was made when the count comes late',
    changes: [
      change(
        'domain/count-moves.ts',
        'if (movement.unitKey === key && cameAfter(movement, since)) moved += occupiedBy(movement);',
        'if (movement.unitKey === key && cameAfter(movement, since)) moved += 0 * occupiedBy(movement);',
      ),
    ],
    specs: MODEL,
  },
  {
    name: 'walk-in-counted-twice',
    what: 'counts those again who walked in before the last count',
    changes: [
      change(
        'domain/decide-movement.ts',
        "if (isCountedAlready(row, at)) return [{ kind: 'counted-already', unitKey: key }];",
        'if (isCountedAlready(row, at)) row.total;',
      ),
      change(
        'domain/evolve-row.ts',
        'return countedAt !== null && arrivedAt < countedAt;',
        'return countedAt !== null && arrivedAt < 0;',
      ),
    ],
    specs: DECISIONS,
  },
  {
    name: 'occupied-below-none',
    what: 'lets more people leave than are there',
    changes: [
      change(
        'domain/decide-movement.ts',
        "if (row.occupied < quantity) return [notApplied('not-in-this-state')];",
        '',
      ),
    ],
    specs: DECISIONS,
  },
  {
    name: 'places-come-back-twice',
    what: 'brings places back by themselves that somebody had brought back already',
    changes: [
      change(
        'domain/movement-shelf.ts',
        'pending: movement.pending - each.places',
        'pending: movement.pending - 0 * each.places',
      ),
    ],
    specs: MODEL,
  },
  {
    name: 'surge-without-an-end',
    what: 'gives surge places that have closed, until the worker comes by',
    changes: [
      change(
        'record-batch/record-batch.ts',
        '.filter(({ endsAt }) => endsAt !== null && endsAt <= now)',
        '.filter(({ endsAt }) => endsAt !== null && endsAt < 0)',
      ),
    ],
    specs: MOVEMENTS_ON_POSTGRES,
  },
  {
    name: 'count-taken-without-a-trace',
    what: 'overwrites what the ledger had counted and keeps nothing of it',
    changes: [
      change('persistence/drift.store.ts', 'if (drifts.length === 0) return;', 'if (now > 0) return;'),
    ],
    specs: MOVEMENTS_ON_POSTGRES,
  },
  {
    name: 'share-without-a-cap',
    what: 'lets one department hold a whole house',
    changes: [
      change(
        'domain/share-cap.ts',
        'if (alreadyHeld === 0) return false;',
        'if (alreadyHeld >= 0) return false;',
      ),
    ],
    specs: DECISIONS,
  },
];
