import { randomUUID } from 'node:crypto';
import { newMark, type Mark } from '@havre/test-harness';
import { tokenOf } from '../../src/demo-city/demo-keys.js';
import type { Havre } from '../support/havre.js';
import { BATCHED, intake, noteOf, requestOf } from './drop-form.js';
import { sendRaw, statusOf } from './raw-request.js';

const SHELTER = { kind: 'shelter', unitType: 'bed', priority: 'urgent' };

/** Marks in events that may come in, in each place where a partner is free to write. */
export async function sendCleared(havre: Havre): Promise<readonly Mark[]> {
  const inId = newMark('control: the id');
  const inCode = newMark('control: a code of a taxonomy');
  const inNote = newMark('control: a note');
  const inName = newMark('control: the name of a service');
  const inBatch = newMark('control: the id in a batch with a drop');
  const code = { scheme: '211', code: inCode.text };
  const accueil = tokenOf(havre.keys, 'accueil');
  const bonaventure = tokenOf(havre.keys, 'maison-bonaventure');
  const gate = havre.urls['policy-gate'];
  const statuses = [
    await sendRaw(gate, requestOf(accueil, intake({ id: inId.text }))),
    await sendRaw(gate, requestOf(accueil, intake({}, { needs: [{ ...SHELTER, taxonomy: code }] }))),
    await sendRaw(gate, requestOf(accueil, noteOf(`arrive vers midi, ${inNote.text}`))),
    await sendRaw(gate, requestOf(bonaventure, listing(inName))),
    await sendRaw(gate, requestOf(bonaventure, REPORT)),
    await sendRaw(
      gate,
      requestOf(accueil, [intake({ id: inBatch.text }), noteOf('demandeur d’asile')], {
        contentType: BATCHED,
      }),
    ),
  ].map(statusOf);
  if (statuses.join() !== '202,202,202,202,202,207')
    throw new Error(`controls not taken: ${statuses.join()}`);
  return [inId, inCode, inNote, inName, inBatch];
}

const SERVICE = {
  specversion: '1.0',
  source: '/providers/maison-bonaventure',
  subject: 'maison-bonaventure-essai',
  datacontenttype: 'application/json',
};

/** With places, the service and its name are shown to everybody who reads the feed. */
const REPORT = {
  ...SERVICE,
  id: randomUUID(),
  type: 'havre.capacity.reported.v1',
  data: { units: [{ unitType: 'seat', total: 9, occupied: 2 }] },
};

function listing({ text }: Mark): object {
  return {
    ...SERVICE,
    id: randomUUID(),
    type: 'havre.service.listed.v1',
    data: {
      name: { fr: `Halte ${text}`, en: `Drop-in ${text}` },
      kind: 'recreation',
      area: 'centre',
      languages: ['fr'],
      accepts: { ageGroups: ['adult'], families: false, maxHousehold: 2 },
      unitTypes: ['seat'],
    },
  };
}
