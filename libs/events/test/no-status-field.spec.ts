import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import {
  buildAsyncApi,
  EVENT_TYPES,
  eventSchema,
  labelsOf,
  PHRASEBOOK,
  phraseText,
  phraseWords,
  themeTitle,
} from '../src/index.js';
import { namesInDocument, namesInSource, namesInYaml } from '../src/testing/declared-names.js';
import { namesStatus, wordsOf } from '../src/testing/status-names.js';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const FIXTURES = join(import.meta.dirname, 'fixtures');

/** Folders without shapes of ours; the policy engine and the policy packs name status in order to refuse it. */
const SKIPPED = [
  'node_modules',
  'dist',
  '.git',
  '.nx',
  '.havre',
  'coverage',
  'test-results',
  'fixtures',
  'policy',
  'policies',
  'corpus',
];
const DECLARES_A_SHAPE =
  /@(?:Column|PrimaryColumn|Entity|ApiProperty)|from 'class-validator'|(?:CREATE|ALTER) TABLE/;

async function filesUnder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(folder, entry.name));
  const folders = entries.filter((entry) => entry.isDirectory() && !SKIPPED.includes(entry.name));
  const nested = await Promise.all(folders.map((entry) => filesUnder(join(folder, entry.name))));
  return [...files, ...nested.flat()];
}

/** The names that a file declares; none for a file that declares no shape. */
function declaredNames(path: string, content: string): string[] {
  if (/\.(?:ts|sql)$/.test(path)) {
    return DECLARES_A_SHAPE.test(content) && !path.endsWith('.spec.ts') ? namesInSource(content) : [];
  }
  if (/\.ya?ml$/.test(path)) return /^(?:openapi|asyncapi)\s*:/m.test(content) ? namesInYaml(content) : [];
  if (!path.endsWith('.json')) return [];
  const document: unknown = JSON.parse(content);
  return namesInDocument(document);
}

function offences(path: string, content: string): string[] {
  return [...new Set(declaredNames(path, content).filter(namesStatus))];
}

async function fixtureOffences(file: string): Promise<string[]> {
  return offences(file.replace(/\.txt$/, ''), await readFile(join(FIXTURES, file), 'utf8'));
}

describe('no shape in this repository has room for immigration status', () => {
  it('neither schema, document, entity, column nor migration', async () => {
    const shapes = (await filesUnder(ROOT)).filter((path) => /\.(?:ts|sql|json|ya?ml)$/.test(path));
    const isShape = (path: string): boolean => !/(?:package(?:-lock)?|tsconfig[^/]*|nx)\.json$/.test(path);
    const found = await Promise.all(
      shapes
        .filter(isShape)
        .map(async (path) =>
          offences(path, await readFile(path, 'utf8')).map((name) => `${relative(ROOT, path)}: ${name}`),
        ),
    );
    expect(found.flat()).toEqual([]);
  });

  it('looks where the shapes are', async () => {
    const paths = (await filesUnder(ROOT)).map((path) => relative(ROOT, path).split(sep).join('/'));
    expect(paths).toContain('docs/asyncapi.yaml');
    expect(paths.filter((path) => path.startsWith('libs/events/published/'))).toHaveLength(
      EVENT_TYPES.length,
    );
  });

  it.each(EVENT_TYPES)('nor does %s', (type) => {
    expect(namesInDocument(eventSchema(type)).filter(namesStatus)).toEqual([]);
  });

  it('nor does the AsyncAPI document or any phrase', () => {
    expect(namesInDocument(buildAsyncApi()).filter(namesStatus)).toEqual([]);
    const codes = PHRASEBOOK.flatMap(({ code, theme, parameters }) => [
      code,
      theme,
      ...Object.keys(parameters),
    ]);
    expect(codes.filter(namesStatus)).toEqual([]);
  });

  it('nor do the words of the phrasebook, in French or in English', () => {
    const texts = PHRASEBOOK.flatMap(({ code, theme, parameters }) =>
      (['fr', 'en'] as const).flatMap((language) => [
        phraseText(code, language) ?? '',
        phraseWords(code, language),
        themeTitle(theme, language),
        ...Object.values(parameters).flatMap((parameter) => labelsOf(parameter, language).flat()),
      ]),
    );
    expect(texts.length).toBeGreaterThan(1000);
    expect(texts.filter(namesStatus)).toEqual([]);
  });
});

describe('the check itself', () => {
  it.each([
    ['person.schema.json', ['StatutMigratoire', 'workPermit', 'asylum-seeker']],
    ['person.entity.ts.txt', ['pays_de_naissance', 'nationality']],
    ['migration.ts.txt', ['immigration_status', 'work_permit_ends']],
    ['openapi.yaml.txt', ['citizenship', 'réfugié']],
  ])('sees what is wrong in %s', async (file, names) => {
    expect((await fixtureOffences(file)).sort()).toEqual(names.sort());
  });

  it.each([
    'immigrationStatus',
    'IMMIGRATION_STATUS',
    'statut-immigration',
    'statutMigratoire',
    'migration_status',
    'citizenship',
    'isCitizen',
    'citoyenneté',
    'visaType',
    'VISA',
    'refugee',
    'réfugiée',
    'asylumClaim',
    'demandeurAsile',
    'nationality',
    'nationalité',
    'workPermit',
    'permis_de_travail',
    'permanentResident',
    'residentPermanent',
    'countryOfOrigin',
    'paysDOrigine',
    'countryOfBirth',
    'sansPapiers',
    'passportNumber',
    'hasLegalStatus',
    'deportation',
    'sans-statut',
    'UCINumber',
    'undocumented',
  ])('knows that %s names status', (name) => {
    expect(namesStatus(name)).toBe(true);
  });

  it.each([
    'status',
    'migration',
    'migrationsRun',
    'supervisa',
    'area',
    'residence',
    'country',
    'permitted',
    'legal',
    'asset',
    'referral_status',
    'statut',
    'language',
  ])('knows that %s does not', (name) => {
    expect(namesStatus(name)).toBe(false);
  });

  it('reads words in any case style', () => {
    expect(wordsOf('HTTPBody_ofPersonne-protégée2')).toEqual(['http', 'body', 'of', 'personne', 'protegee2']);
  });
});
