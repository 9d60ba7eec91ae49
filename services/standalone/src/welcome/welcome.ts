import { type DemoKeys, tokenOf } from '../demo-city/demo-keys.js';
import { renderWalkthrough } from './walkthrough.js';

export type Language = 'fr' | 'en';

/** What the first screen tells: where everything is, with which keys, on which event log. */
export interface Welcome {
  readonly language: Language;
  readonly urls: Readonly<Record<'policyGate' | 'feed' | 'admin' | 'referral' | 'capacity', string>>;
  readonly eventLog: 'postgresql' | 'kafka';
  /** Folder of the embedded PostgreSQL, or nothing when a database was given. */
  readonly dataFolder: string | undefined;
  readonly demo: DemoKeys | undefined;
}

const TEXT = {
  fr: {
    title: 'Havre, sur une seule machine',
    gate: 'policy-gate (la seule porte)',
    feed: 'feed (ce que lisent les partenaires)',
    admin: 'admin (exploitation)',
    others: 'santé et mesures : referral, capacity',
    log: 'journal des événements',
    logKind: { postgresql: 'PostgreSQL (ce n’est pas Kafka : voir HAVRE_EVENT_LOG)', kafka: 'Kafka' },
    database: 'base de données',
    embedded: (folder: string) => `PostgreSQL embarqué, dans ${folder}`,
    given: 'celle de HAVRE_DATABASE_URL',
    keys: 'clés de la ville de démonstration',
    department: 'service municipal Accueil',
    provider: 'refuge Maison Bonaventure',
    operator: 'exploitation',
    stop: 'Ctrl-C arrête tout proprement ; les données restent.',
  },
  en: {
    title: 'Havre, on one machine',
    gate: 'policy-gate (the only door)',
    feed: 'feed (what partners read)',
    admin: 'admin (operators)',
    others: 'health and metrics: referral, capacity',
    log: 'event log',
    logKind: { postgresql: 'PostgreSQL (it isn’t Kafka: see HAVRE_EVENT_LOG)', kafka: 'Kafka' },
    database: 'database',
    embedded: (folder: string) => `embedded PostgreSQL, in ${folder}`,
    given: 'the one of HAVRE_DATABASE_URL',
    keys: 'keys of the demo city',
    department: 'city department Accueil',
    provider: 'shelter Maison Bonaventure',
    operator: 'operators',
    stop: 'Ctrl-C stops everything cleanly; the data stay.',
  },
} as const;

/** The first screen as text: a box with the facts, then lines to copy and paste. */
export function renderWelcome(welcome: Welcome): string {
  const facts = box(TEXT[welcome.language].title, factsOf(welcome));
  const lines = welcome.demo ? renderWalkthrough(welcome.language, welcome.urls, welcome.demo) : [];
  return ['', ...facts, '', ...lines, TEXT[welcome.language].stop, ''].join('\n');
}

function factsOf(welcome: Welcome): string[] {
  const text = TEXT[welcome.language];
  const rows: [string, string][] = [
    [text.gate, welcome.urls.policyGate],
    [text.feed, welcome.urls.feed],
    [text.admin, welcome.urls.admin],
    [text.others, `${welcome.urls.referral}, ${welcome.urls.capacity}`],
    [text.log, text.logKind[welcome.eventLog]],
    [text.database, welcome.dataFolder === undefined ? text.given : text.embedded(welcome.dataFolder)],
  ];
  if (welcome.demo) {
    rows.push(
      [text.keys, welcome.demo.clearFile],
      [`  ${text.department}`, tokenOf(welcome.demo, 'accueil')],
      [`  ${text.provider}`, tokenOf(welcome.demo, 'maison-bonaventure')],
      [`  ${text.operator}`, tokenOf(welcome.demo, 'operations')],
    );
  }
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `${name.padEnd(width)}  ${value}`);
}

function box(title: string, lines: readonly string[]): string[] {
  const width = Math.max(title.length + 2, ...lines.map((line) => line.length));
  return [
    `╭─ ${title} ${'─'.repeat(width - title.length - 1)}╮`,
    ...lines.map((line) => `│ ${line.padEnd(width)} │`),
    `╰${'─'.repeat(width + 2)}╯`,
  ];
}
