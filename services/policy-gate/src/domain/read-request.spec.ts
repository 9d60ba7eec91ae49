import { describe, expect, it } from '@jest/globals';

import { bytesOf, intakeData, intakeEvent, reportEvent } from '../testing/sample-events.js';
import { parseMediaType } from './media-type.js';
import { readRequest, type DoorRequest, type ReadRequest } from './read-request.js';
import type { ContentMode, HeaderLines } from './request-form.js';

const TYPES: Readonly<Record<ContentMode, string>> = {
  structured: 'application/cloudevents+json',
  batched: 'application/cloudevents-batch+json',
  binary: 'application/json',
};

function requestOf(
  mode: ContentMode,
  body: unknown,
  headers: HeaderLines = [],
  parameters = '',
): DoorRequest {
  const mediaType = parseMediaType(TYPES[mode] + parameters);
  if (mediaType === undefined) throw new TypeError('bad test media type');
  return { mode, mediaType, headers, body: bytesOf(body) };
}

function documentsOf(read: ReadRequest): readonly unknown[] {
  if (read.outcome !== 'read') throw new TypeError(`not read: ${read.outcome}`);
  return read.documents;
}

const BINARY_HEADERS: HeaderLines = [
  ['ce-specversion', '1.0'],
  ['ce-id', 'intake-1'],
  ['ce-source', '/departments/accueil'],
  ['ce-type', 'havre.intake.received.v1'],
];

describe('readRequest', () => {
  it('gives the same document for structured and binary mode', () => {
    const structured = documentsOf(readRequest(requestOf('structured', intakeEvent())));
    const binary = documentsOf(readRequest(requestOf('binary', intakeData(), BINARY_HEADERS)));
    expect(structured).toEqual([intakeEvent()]);
    expect(binary).toEqual(structured);
  });

  it('gives every document of a batch in order', () => {
    const batch = [intakeEvent(), reportEvent()];
    expect(readRequest(requestOf('batched', batch))).toEqual({
      outcome: 'read',
      isBatch: true,
      documents: batch,
      metadata: {},
    });
  });

  it('hands surplus headers and content-type parameters to screening, decoded, each by its name', () => {
    const headers: HeaderLines = [
      ['ce-note', 'caf%C3%A9'],
      ['ce-note', 'encore'],
      ['ce-bad', '%'],
      ['host', 'x'],
    ];
    const read = readRequest(requestOf('structured', intakeEvent(), headers, '; charset=utf-8; x="y z"'));
    expect(read).toMatchObject({
      metadata: { x: 'y z', 'ce-note': 'café', 'ce-note 2': 'encore', 'ce-bad': '%' },
    });
  });

  it.each([
    ['structured', '[]'],
    ['structured', 'null'],
    ['structured', '"text"'],
    ['structured', '{"a":1,"a":2}'],
    ['structured', '{"a":NaN}'],
    ['structured', '\ufeff{}'],
    ['structured', '{"a":"\\ud800"}'],
    ['structured', ''],
    ['batched', '{}'],
    ['batched', '[]'],
    ['batched', '[1]'],
    ['batched', '[{}, []]'],
    ['batched', '[{}'],
  ] as const)('finds %s %j unreadable', (mode, body) => {
    expect(readRequest(requestOf(mode, body))).toEqual({ outcome: 'unreadable' });
  });

  it('finds invalid UTF-8 unreadable', () => {
    const request = { ...requestOf('structured', '{}'), body: Uint8Array.of(0x22, 0xc3, 0x28, 0x22) };
    expect(readRequest(request)).toEqual({ outcome: 'unreadable' });
  });

  it('finds a binary event with a repeated attribute unreadable', () => {
    const request = requestOf('binary', intakeData(), [...BINARY_HEADERS, ['ce-id', 'other']]);
    expect(readRequest(request)).toEqual({ outcome: 'unreadable' });
  });

  it('takes a hundred events and refuses a hundred and one', () => {
    const events = Array.from({ length: 101 }, (_, index) => ({ id: index }));
    expect(readRequest(requestOf('batched', events.slice(1)))).toMatchObject({ outcome: 'read' });
    expect(readRequest(requestOf('batched', events))).toEqual({ outcome: 'too-large' });
  });

  it('refuses a batch with one event over the limit of one event', () => {
    const large = { note: 'x'.repeat(65_536) };
    expect(readRequest(requestOf('batched', [{}, large]))).toEqual({ outcome: 'too-large' });
    const allowed = { note: 'x'.repeat(60_000) };
    expect(readRequest(requestOf('batched', [allowed, allowed]))).toMatchObject({ outcome: 'read' });
  });

  it('refuses a body over the limit of its mode', () => {
    expect(readRequest(requestOf('structured', `{"a":"${'x'.repeat(65_536)}"}`))).toEqual({
      outcome: 'too-large',
    });
  });
});
