import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Guidance } from '../../src/advisor/guidance.ts';
import type { Pack } from '../../src/advisor/pack.ts';
import { ROUTES, type Route } from '../../src/advisor/routes.ts';
import { createLexicon } from '../../src/curator/lexicon.ts';
import { ownPack } from '../runner/own-guidance.ts';

/** A mark that can be told from a miss has a number, or a slot for one. */
const MARK = /\d|\{\w+\}/;

let pack: Pack;
beforeAll(async () => {
  pack = await ownPack();
});

const guide = (route: Route): Guidance => {
  const found = pack.guidance.get(route);
  if (!found) throw new Error(`There is no guidance for ${route}.`);
  return found;
};

/** Every text of the pack that somebody may be shown. */
function shownTexts(): string[] {
  const wordings = [...pack.guidance.values()].flatMap(({ name, advice, voice, experiments }) => [
    name,
    advice,
    ...[
      voice.headline,
      voice.change_my_mind,
      ...Object.values(voice.because),
      ...Object.values(voice.already_have),
    ]
      .flat()
      .map(({ text }) => text),
    ...experiments.flatMap((experiment) => [
      experiment.do,
      experiment.measure,
      experiment.pass,
      experiment.effort,
    ]),
  ]);
  const facts = [...pack.vocabulary.values()].flatMap(({ question, says = {}, means = {} }) => [
    question,
    ...[says, means].flatMap((texts) => (typeof texts === 'string' ? [texts] : Object.values(texts))),
  ]);
  const problems = pack.problems.flatMap(({ sentence, rungs }) => [
    sentence,
    ...rungs.map((rung) => rung.sentence),
  ]);
  return [...wordings, ...facts, ...problems, ...[...pack.passages.values()].map(({ text }) => text)];
}

test('it is sound, and has a version that depends on nothing but its files', async () => {
  expect(pack.version).toMatch(/^[0-9a-f]{12}$/);
  expect((await ownPack()).version).toBe(pack.version);
});

test('its wordings can all be compiled', () => {
  const lexicon = createLexicon(pack);
  expect([...lexicon.facts.keys()]).toEqual([...pack.vocabulary.keys()]);
});

test('it has 30 to 45 facts, each with a question, and every value with words of its own', () => {
  expect(pack.vocabulary.size).toBeGreaterThanOrEqual(30);
  expect(pack.vocabulary.size).toBeLessThanOrEqual(45);
  for (const definition of pack.vocabulary.values()) {
    const { key, question, means, says } = definition;
    expect([key, question.trim()]).toEqual([key, expect.stringMatching(/\?$/)]);
    const values =
      definition.type === 'choice'
        ? definition.choices
        : definition.type === 'boolean'
          ? ['true', 'false']
          : [];
    for (const words of [means, says]) {
      if (values.length > 0) expect([key, Object.keys(words ?? {}).sort()]).toEqual([key, values.toSorted()]);
      else expect([key, typeof words]).toEqual([key, 'string']);
    }
  }
});

test.each(Array.from({ length: 15 }, (_, index) => index + 1))(
  'line %d of the seed guidance is carried by a passage',
  (line) => {
    expect([...pack.passages.values()].filter(({ seed }) => seed.includes(line)).length).toBeGreaterThan(0);
  },
);

describe('every route', () => {
  test.each(ROUTES)('%s has experiments with an effort, something to measure and a mark to pass', (route) => {
    const { experiments } = guide(route);
    expect(experiments.length).toBeGreaterThanOrEqual(2);
    // The one that always fits comes last.
    expect(experiments.map(({ when }) => when === undefined).indexOf(true)).toBe(experiments.length - 1);
    for (const { id, pass, measure, effort, cite } of experiments) {
      expect([id, pass]).toEqual([id, expect.stringMatching(MARK)]);
      expect([id, measure.length > 0, effort.length > 0]).toEqual([id, true, true]);
      expect([id, cite.length > 0]).toEqual([id, true]);
    }
  });

  test.each(ROUTES)(
    '%s has several headlines, and words of its own for every problem that leads to it',
    (route) => {
      const { voice } = guide(route);
      expect(voice.headline.length).toBeGreaterThanOrEqual(4);
      expect(voice.change_my_mind.length).toBeGreaterThanOrEqual(2);
      const problems = pack.problems
        .filter(({ rungs }) => rungs.some((rung) => rung.route === route))
        .map(({ id }) => id);
      expect(problems.length).toBeGreaterThan(0);
      expect(problems.filter((id) => !voice.because[id])).toEqual([]);
      expect(voice.because.otherwise?.length).toBeGreaterThan(0);
    },
  );

  test.each(ROUTES)('%s gives its reasons with a source', (route) => {
    const { because } = guide(route).voice;
    const bare = Object.values(because)
      .flat()
      .filter(({ cite }) => cite.length === 0);
    expect(bare.map(({ text }) => text)).toEqual([]);
  });

  test.each(ROUTES)('%s answers in its first words', (route) => {
    const vague = guide(route).voice.headline.filter(({ text }) => !/^\S+(?: \S+){0,5}?[.,:!] ?/.test(text));
    expect(vague.map(({ text }) => text)).toEqual([]);
  });
});

test('only the routes that cost money or close a door have a gate', () => {
  const gated = [...pack.guidance.values()].filter(({ open }) => open).map(({ route }) => route);
  expect(gated.sort()).toEqual(['do-not-fine-tune', 'fine-tune', 'ftaas']);
});

test('no ladder has a route twice: "Why?" would show it with two outcomes', () => {
  for (const { id, rungs } of pack.problems) {
    const routes = rungs.map(({ route }) => route);
    expect([id, routes]).toEqual([id, [...new Set(routes)]]);
  }
});

test('technique and venue are separate passages: tuning works, and who still offers it', () => {
  const closures = [...pack.passages.values()].filter(({ text }) =>
    /OpenAI|Cohere|Databricks|Claude 3 Haiku/.test(text),
  );
  expect(
    closures.filter(({ text }) => /clos|end|retire|deprecat|remov|no longer/i.test(text)).length,
  ).toBeGreaterThanOrEqual(3);
});

describe('sources', () => {
  const sources = () => [...pack.passages.values()].flatMap(({ sources: list }) => list);

  test('are whole https addresses', () => {
    expect(sources().length).toBeGreaterThan(100);
    expect(sources().filter(({ url }) => new URL(url).protocol !== 'https:')).toEqual([]);
  });

  test('were reviewed before they expire', () => {
    expect(sources().filter(({ reviewed, expires }) => reviewed >= expires)).toEqual([]);
  });

  test('are of every kind', () => {
    expect([...new Set(sources().map(({ mark }) => mark))].sort()).toEqual(['A', 'C', 'D', 'O', 'P', 'V']);
  });
});

describe('wordings', () => {
  test('have no em dash, no exclamation mark and no double space', () => {
    expect(shownTexts().length).toBeGreaterThan(500);
    expect(shownTexts().filter((text) => /—|!|\s{2}/.test(text))).toEqual([]);
  });

  test('name no route by its id', () => {
    const ids = ROUTES.filter((route) => !['curate', 'fine-tune', 'start-small'].includes(route));
    expect(shownTexts().filter((text) => ids.some((id) => text.includes(id)))).toEqual([]);
  });
});
