import { intakeData } from '../../src/testing/sample-events.js';
import type { RawRequest } from '../support/raw-http.js';
import { requestOf, type MalformedRequest } from './malformed-request.js';

type Lines = RawRequest['headers'];

function goodHeaders(marker: string): Lines {
  return [
    ['ce-specversion', '1.0'],
    ['ce-id', marker],
    ['ce-source', '/departments/accueil'],
    ['ce-type', 'havre.intake.received.v1'],
  ];
}

function binary(
  name: string,
  change: (lines: Lines, marker: string) => Lines,
  body: unknown = intakeData(),
): MalformedRequest {
  return {
    name: `binary: ${name}`,
    status: 422,
    code: 'not-routable',
    build: (marker) =>
      requestOf(marker, body, {
        contentType: 'application/json',
        headers: change(goodHeaders(marker), marker),
      }),
  };
}

function without(name: string): MalformedRequest {
  return binary(`no ${name}`, (lines) => lines.filter(([candidate]) => candidate !== name));
}

function withLine(name: string, header: string, value: string): MalformedRequest {
  return binary(name, (lines, marker) => [...lines, [header, value.replace('MARKER', marker)]]);
}

function replacing(name: string, header: string, value: string): MalformedRequest {
  return binary(name, (lines, marker) =>
    lines.map((line) => (line[0] === header ? [header, value.replace('MARKER', marker)] : line)),
  );
}

/** What binary mode adds to what can go wrong. */
export const BINARY: readonly MalformedRequest[] = [
  without('ce-specversion'),
  without('ce-id'),
  without('ce-source'),
  without('ce-type'),
  withLine('ce-id twice', 'ce-id', 'other-MARKER'),
  withLine('ce-id twice, the same', 'ce-id', 'MARKER'),
  withLine('ce-source twice in another case', 'CE-Source', '/departments/accueil'),
  replacing('a lone percent', 'ce-id', 'MARKER%'),
  replacing('a broken escape', 'ce-id', 'MARKER%zz'),
  replacing('an escape that is no UTF-8', 'ce-id', 'MARKER%C3%28'),
  replacing('a hidden NUL', 'ce-id', 'MARKER%00'),
  replacing('a hidden line break', 'ce-id', 'MARKER%0d%0aset-cookie:%20x'),
  replacing('bytes beyond ASCII', 'ce-id', 'MARKER\u00e9'),
  replacing('an open quote', 'ce-id', '"MARKER'),
  replacing('an empty id', 'ce-id', ''),
  replacing('an escaped id that no id may be', 'ce-id', 'MARKER%20x'),
  replacing('another version', 'ce-specversion', '1.1'),
  withLine('an unknown attribute', 'ce-partnerref', 'MARKER'),
  withLine('a name that no attribute has', 'ce-partner_ref', 'MARKER'),
  withLine('__proto__', 'ce-__proto__', 'MARKER'),
  withLine('an empty name', 'ce-', 'MARKER'),
  withLine('data as a header', 'ce-data', 'MARKER'),
  withLine('the content type as a header', 'ce-datacontenttype', 'application/json'),
  withLine('a bad time', 'ce-time', 'MARKER'),
  withLine('status in a header', 'ce-note', 'demandeur%20d%27asile%20MARKER'),
  binary('an empty body', (lines) => lines, ''),
  binary('a whole event as the body', (lines) => lines, { id: 'x', data: intakeData() }),
  binary('text as the body', (lines) => lines, '"text"'),
  binary('a list as the body', (lines) => lines, [intakeData()]),
  binary('a duplicate key in the body', (lines) => lines, '{"language":"fr","language":"en"}'),
];
