import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { shippedPacks } from '../load-bundle.js';
import { PACK_SCHEMA } from './pack-schema.js';
import { readPack } from './read-pack.js';

const packs = join(import.meta.dirname, '../../packs');
const cities = shippedPacks().filter((name) => name !== 'base');
const textOf = (...path: string[]) => readFileSync(join(packs, ...path), 'utf8');

describe('the schema of packs', () => {
  it('is published as it is (npm run docs)', () => {
    expect(JSON.parse(textOf('pack.schema.json'))).toEqual(JSON.parse(JSON.stringify(PACK_SCHEMA)));
  });

  it.each([['base', '00-pack.yaml'], ...cities.map((city) => [city, 'pack.yaml'])])(
    'is named for editors in %s/%s',
    (pack = '', file = '') => {
      expect(textOf(pack, file).split('\n')[0]).toBe('# yaml-language-server: $schema=../pack.schema.json');
    },
  );
});

describe('a city pack', () => {
  it.each(cities)('%s cites the policy that it implements', (city) => {
    const pack = readPack({ name: city, yaml: textOf(city, 'pack.yaml') });
    expect(pack.policy?.adopted).toMatch(/^\d{4}/);
    expect(pack.rules?.map(({ id }) => id.split('.')[0])).toEqual(pack.rules?.map(() => city));
  });
});
