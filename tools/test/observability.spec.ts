import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';

const ROOT = join(import.meta.dirname, '../..');
const DEPLOY = join(ROOT, 'deploy/docker');
const DASHBOARDS = join(DEPLOY, 'grafana/dashboards');

interface Panel {
  readonly id: number;
  readonly title: string;
  readonly datasource: { readonly uid: string };
  readonly targets: readonly { readonly expr: string }[];
}
interface Dashboard {
  readonly uid: string;
  readonly panels: readonly Panel[];
}
interface Alerts {
  readonly groups: readonly {
    readonly rules: readonly { readonly alert: string; readonly expr: string }[];
  }[];
}

const read = (path: string): string => readFileSync(join(DEPLOY, path), 'utf8');
const dashboards = readdirSync(DASHBOARDS).map(
  (file) => JSON.parse(readFileSync(join(DASHBOARDS, file), 'utf8')) as Dashboard,
);
const alerts = (parse(read('prometheus/alerts.yml')) as Alerts).groups.flatMap(({ rules }) => rules);
const expressions = [
  ...dashboards.flatMap(({ panels }) => panels.flatMap(({ targets }) => targets.map(({ expr }) => expr))),
  ...alerts.map(({ expr }) => expr),
];

/** Names of the metrics that the sources declare. */
function declaredMetrics(): ReadonlySet<string> {
  const files = ['libs', 'services'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\/src\/.*(?<!\.spec)\.ts$/.test(file) && !file.includes('node_modules'))
      .map((file) => join(ROOT, folder, file)),
  );
  const names = files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/name: '(havre_[a-z_]+)'/g)].map((match) => match[1] ?? ''),
  );
  return new Set(names);
}

const balanced = (text: string, opening: string, closing: string): boolean =>
  text.split(opening).length === text.split(closing).length;

describe('what Prometheus and Grafana are given', () => {
  it('asks only for metrics that a service has', () => {
    const declared = declaredMetrics();
    const asked = expressions.flatMap((expr) => expr.match(/havre_[a-z_]+/g) ?? []);
    expect(asked.length).toBeGreaterThan(10);
    const unknown = asked.filter(
      (name) => !declared.has(name.replace(/_(?:bucket|sum|count)$/, '')) && !declared.has(name),
    );
    expect(unknown).toEqual([]);
  });

  it('shows no verdict but those that are routed, and the suppressed count of a day that is over', () => {
    const verdicts = expressions.filter((expr) => expr.includes('verdict'));
    expect(verdicts.length).toBeGreaterThan(0);
    for (const expr of verdicts) expect(expr).toContain('verdict="cleared"');
    // The status of an answer at the gate would be the verdict by another name.
    expect(expressions.filter((expr) => expr.includes('status'))).toEqual([]);
  });

  it('is well formed: one datasource, panels with ids of their own, parentheses that close', () => {
    for (const { panels } of dashboards) {
      expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
      for (const { datasource, targets } of panels) {
        expect(datasource.uid).toBe('prometheus');
        expect(targets.length).toBeGreaterThan(0);
      }
    }
    for (const expr of expressions) {
      for (const [opening, closing] of ['()', '{}', '[]'])
        expect(balanced(expr, opening ?? '', closing ?? '')).toBe(true);
    }
    expect(new Set(dashboards.map(({ uid }) => uid)).size).toBe(dashboards.length);
    expect(new Set(alerts.map(({ alert }) => alert)).size).toBe(alerts.length);
  });

  it('reads every service of docker-compose.yml that has metrics, on its own port', () => {
    const compose = parse(readFileSync(join(ROOT, 'docker-compose.yml'), 'utf8'), { merge: true }) as {
      services: Record<string, { command?: readonly string[] }>;
    };
    const running = Object.entries(compose.services)
      .filter(([, { command }]) => /^services\/(?!standalone).*main\.js$/.test(command?.[0] ?? ''))
      .map(([name]) => name);
    const { scrape_configs: jobs } = parse(read('prometheus/prometheus.yml')) as {
      scrape_configs: readonly { static_configs: readonly { targets: readonly string[] }[] }[];
    };
    const targets = jobs.flatMap((job) => job.static_configs.flatMap((each) => each.targets));
    expect(targets.map((target) => target.split(':')[0]).sort()).toEqual([...running].sort());
  });
});
