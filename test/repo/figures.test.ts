import { beforeAll, describe, expect, test } from '@jest/globals';
import { parser } from '@prometheus-io/lezer-promql';
import { pino } from 'pino';
import { parse } from 'yaml';
import { z } from 'zod';
import { systemClock } from '../../src/clock.ts';
import { createMetrics } from '../../src/metrics/metrics.ts';
import { ownReady } from '../runner/own-guidance.ts';
import { figuresIn } from '../support/figures.ts';
import { testDb } from '../support/test-database.ts';
import { read } from './support/repository.ts';

const GUIDE = await read('docs/operations.md');
const dashboard = JSON.parse(await read('docs/grafana/tune-or-not.json'));
const Alerts = z.object({
  groups: z.array(
    z.object({
      rules: z.array(
        z.object({
          alert: z.string(),
          expr: z.string(),
          for: z.string().regex(/^\d+[smhd]$/),
          labels: z.object({ severity: z.enum(['critical', 'warning', 'info']) }),
          annotations: z.object({ summary: z.string().min(10), runbook: z.string() }),
        }),
      ),
    }),
  ),
});
const alerts = Alerts.parse(parse(await read('docs/grafana/alerts.yml'))).groups.flatMap(
  ({ rules }) => rules,
);

/** Every query of the dashboard, with its variables as Grafana fills them in, and of the alerts. */
const queries: string[] = [
  ...z
    .array(z.object({ targets: z.array(z.object({ expr: z.string() })).default([]) }))
    .parse(dashboard.panels)
    .flatMap(({ targets }) => targets.map(({ expr }) => expr.replaceAll('$__rate_interval', '1m'))),
  ...alerts.map(({ expr }) => expr),
];

/** The parts of a query of some kinds. @throws when Prometheus would not read it */
function partsOf(query: string, ...kinds: string[]): string[] {
  const parts: string[] = [];
  parser.parse(query).iterate({
    enter: ({ name, type, from, to }) => {
      if (type.isError) throw new Error(`Prometheus does not read this: ${query}`);
      if (kinds.includes(name)) parts.push(query.slice(from, to));
    },
  });
  return parts;
}

/** What a process shows where nothing has happened yet. */
let text = '';
/** Its metrics with their types, as Prometheus is told. */
let metrics: Map<string, string>;

beforeAll(async () => {
  const { pack } = await ownReady();
  const log = pino({ level: 'silent' });
  const db = await testDb();
  text = (await createMetrics({ db, pack, clock: systemClock, version: '1.2.3', log }).scrape()).text;
  metrics = new Map(
    [...text.matchAll(/^# TYPE (\S+) (\w+)$/gm)].map(([, name = '', type = '']) => [name, type]),
  );
});

const own = () => [...metrics].filter(([name]) => name.startsWith('tune_or_not_'));

describe('The figures', () => {
  test("are named by Prometheus' conventions, with words that say what they are", () => {
    expect(own().length).toBeGreaterThan(15);
    for (const [name, type] of own()) {
      expect(name).toMatch(/^[a-z]+(?:_[a-z]+)+$/);
      expect([name, name.endsWith('_total')]).toEqual([name, type === 'counter']);
      if (type === 'histogram') expect(name).toMatch(/_seconds$/);
      expect(text).toMatch(new RegExp(`^# HELP ${name} \\S.{9,}$`, 'm'));
    }
  });

  test('have few different labels, each a word of ours', () => {
    const series = [...figuresIn(text).keys()].filter((name) => name.startsWith('tune_or_not_'));
    expect(series.length).toBeLessThan(500);
    const values = series.flatMap((name) => [...name.matchAll(/(\w+)="([^"]*)"/g)]);
    const odd = values.filter(
      ([, label, value = '']) => !['le', 'version'].includes(label ?? '') && !/^[a-z-]+$/.test(value),
    );
    expect(odd).toEqual([]);
  });

  test('are all explained in docs/operations.md, which explains no other', () => {
    const named = new Set([...GUIDE.matchAll(/`(tune_or_not_[a-z_]+)/g)].map(([, name]) => name));
    expect([...named].sort()).toEqual(
      own()
        .map(([name]) => name)
        .sort(),
    );
    for (const family of ['process_', 'nodejs_']) expect(GUIDE).toContain(`\`${family}`);
  });
});

describe('The dashboard and the alerts', () => {
  test('ask for figures that there are, by labels that these have', () => {
    const series = new Set(
      [...metrics].flatMap(([name, type]) =>
        type === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name],
      ),
    );
    const asked = queries.flatMap((query) => partsOf(query, 'Identifier'));
    expect(asked.length).toBeGreaterThan(30);
    expect(asked.filter((name) => !series.has(name))).toEqual([]);
    const labels = new Set([
      'job',
      'instance',
      ...[...text.matchAll(/[{,](\w+)="/g)].map(([, label]) => label),
    ]);
    const used = queries.flatMap((query) => partsOf(query, 'LabelName'));
    expect(used.length).toBeGreaterThan(30);
    expect(used.filter((label) => !labels.has(label))).toEqual([]);
  });

  test('would be found out with a query that Prometheus does not read', () => {
    expect(() => partsOf('sum(rate(up[5m])', 'Identifier')).toThrow('does not read');
  });

  test('leave none of our figures unseen', () => {
    const asked = queries.join('\n');
    expect(own().filter(([name]) => !asked.includes(name))).toEqual([]);
  });

  test('have for each alert what it means and what to do, where the alert says', () => {
    expect(alerts.length).toBeGreaterThan(10);
    for (const { alert, annotations } of alerts) {
      expect(GUIDE).toMatch(new RegExp(`^### ${alert}\n\n\\S.{40,}`, 'm'));
      expect(annotations.runbook).toBe(`docs/operations.md#${alert.toLowerCase()}`);
    }
    const explained = [...GUIDE.matchAll(/^### (TuneOrNot\w+)$/gm)].map(([, name]) => name);
    expect(explained).toEqual(alerts.map(({ alert }) => alert));
  });

  test('lay no panel over another', () => {
    const places = z
      .array(z.object({ gridPos: z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() }) }))
      .parse(dashboard.panels)
      .flatMap(({ gridPos: { x, y, w, h } }) =>
        Array.from({ length: w * h }, (_, i) => `${x + (i % w)},${y + Math.floor(i / w)}`),
      );
    expect(new Set(places).size).toBe(places.length);
  });
});
