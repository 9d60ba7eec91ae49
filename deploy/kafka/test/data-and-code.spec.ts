import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { EVENT_TYPES, eventDefinition, TOPICS } from '@havre/events';
import { loadSetupData, type TopicRight } from '../src/data/setup-data.js';

const SERVICES_FOLDER = join(import.meta.dirname, '../../../services');
const data = await loadSetupData();
const { services, departments } = data.acls;

/** What a service's program says in so many words: topics of its handlers, and its group. */
async function readCode(service: string): Promise<{ readonly topics: string[]; readonly groups: string[] }> {
  const folder = join(SERVICES_FOLDER, service, 'src');
  const files = (await readdir(folder, { recursive: true })).filter((file) => /(?<!\.spec)\.ts$/.test(file));
  const texts = await Promise.all(
    files.filter((file) => !file.includes('testing/')).map((file) => readFile(join(folder, file), 'utf8')),
  );
  const code = texts.join('\n');
  const found = (pattern: RegExp): string[] =>
    [...new Set([...code.matchAll(pattern)].map(([, name = '']) => name))].toSorted();
  return {
    topics: found(/@EventPattern\('([^']+)'\)/g),
    groups: found(/export const (?:CONSUMER|GROUP) = '([^']+)'/g),
  };
}

/** The topics of the log on which a service has a right; those of departments are spoken of apart. */
function topicsWith(service: string, right: TopicRight): readonly string[] {
  return Object.entries(services[service]?.topics ?? {})
    .filter(([topic, rights]) => rights.includes(right) && !topic.includes('{'))
    .map(([topic]) => topic)
    .toSorted();
}

/** Partners publish through the gate. */
function writerOf(publisher: string): string {
  return publisher === 'department' || publisher === 'provider' ? 'policy-gate' : publisher;
}

describe('topics as data', () => {
  it('are those of the published language, with their partitions and their cleanup', () => {
    const kept = data.topics.topics.map(({ name, partitions, cleanup }) => ({ name, partitions, cleanup }));
    expect(kept).toEqual(TOPICS.map(({ name, partitions, cleanup }) => ({ name, partitions, cleanup })));
  });
});

describe('rights as data', () => {
  it('let a service write where the published language has it publish, and nowhere else', () => {
    const published = new Map<string, Set<string>>(Object.keys(services).map((name) => [name, new Set()]));
    for (const type of EVENT_TYPES) {
      const { publishers, topic } = eventDefinition(type);
      for (const publisher of publishers) published.get(writerOf(publisher))?.add(topic);
    }
    for (const [service, topics] of published) {
      expect([service, topicsWith(service, 'write')]).toEqual([service, [...topics].toSorted()]);
    }
  });

  it.each(Object.keys(services))(
    'let %s read what its handlers read, in the group that it names',
    async (service) => {
      const code = await readCode(service);
      expect(topicsWith(service, 'read')).toEqual(code.topics);
      expect(services[service]?.groups).toEqual(code.groups);
    },
  );

  it('let the gate alone read and delete what departments produce', () => {
    const ingress = data.topics.ingress.name;
    expect(services['policy-gate']?.topics[ingress]).toEqual(['read', 'write', 'delete']);
    for (const [name, { topics }] of Object.entries(services)) {
      expect(topics[ingress] === undefined).toBe(name !== 'policy-gate');
      for (const [topic, rights] of Object.entries(topics)) {
        expect(rights.includes('delete')).toBe(name === 'policy-gate' && topic === ingress);
      }
    }
    expect(departments.topics).toEqual({ [ingress]: ['write'] });
  });

  it('leave the gate alone in topics that carry nothing but what partners say', () => {
    const ofPartners = TOPICS.map(({ name }) => name).filter((topic) =>
      EVENT_TYPES.every((type) => {
        const { topic: own, direction } = eventDefinition(type);
        return own !== topic || direction === 'partner';
      }),
    );
    expect(ofPartners).toEqual(['havre.intake', 'havre.directory']);
    for (const topic of ofPartners) {
      const writers = Object.keys(services).filter((name) => topicsWith(name, 'write').includes(topic));
      expect(writers).toEqual(['policy-gate']);
    }
  });

  it('give no group to two services', () => {
    const groups = Object.values(services).flatMap((service) => service.groups);
    expect(new Set(groups).size).toBe(groups.length);
  });
});
