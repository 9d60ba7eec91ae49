/** A good intake as a department sends it, with a fresh id. */
export function intakeEvent(changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    specversion: '1.0',
    id: 'intake-1',
    source: '/departments/accueil',
    type: 'havre.intake.received.v1',
    datacontenttype: 'application/json',
    data: intakeData(),
    ...changes,
  };
}

export function intakeData(changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    household: { members: [{ ageGroup: 'adult', gender: 'woman' }, { ageGroup: 'child' }] },
    language: 'fr',
    needs: [{ kind: 'shelter', unitType: 'bed', quantity: 2, priority: 'urgent' }],
    ...changes,
  };
}

/** A good capacity report as a provider sends it. */
export function reportEvent(changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    specversion: '1.0',
    id: 'report-1',
    source: '/providers/maison-bonaventure',
    type: 'havre.capacity.reported.v1',
    subject: 'maison-bonaventure-lits',
    data: { units: [{ unitType: 'bed', total: 40, occupied: 31 }] },
    ...changes,
  };
}

export function bytesOf(value: unknown): Uint8Array {
  return Buffer.from(typeof value === 'string' ? value : JSON.stringify(value), 'utf8');
}
