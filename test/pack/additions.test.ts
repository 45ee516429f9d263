import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { assess } from '../../src/advisor/assessment.ts';
import type { Pack } from '../../src/advisor/pack.ts';
import { createLexicon } from '../../src/curator/lexicon.ts';
import { createOfflineCurator } from '../../src/curator/offline/offline-curator.ts';
import { loadPack } from '../../src/pack/load.ts';
import { situationOf } from '../advisor/support/statements.ts';
import { COMPANY, COUNCIL_FACT, COUNCIL_GUIDANCE, COUNCIL_PROBLEM } from './support/company.ts';
import { createPackFolders, SOUND } from './support/pack-folder.ts';

const folders = createPackFolders();
afterAll(() => folders.remove());

const load = async (...added: Iterable<readonly [string, string]>[]): Promise<Pack> => {
  const own = await folders.write(SOUND);
  const more = await Promise.all(added.map((files) => folders.write(files)));
  return loadPack([own, ...more]);
};

describe("a company's own folder", () => {
  let pack: Pack;
  beforeAll(async () => {
    pack = await load(COMPANY);
  });

  test('adds a fact, which is read from what people write', async () => {
    const curator = createOfflineCurator(createLexicon(pack));
    const messages = [{ id: '0', author: 'ana', text: 'The works council has not agreed yet.', at: 0 }];
    const { statements } = await curator.read({ messages, situation: { facts: [], conflicts: [] } });
    expect(statements).toMatchObject([{ key: 'council', value: false, state: 'stated' }]);
  });

  test('adds a problem before one of ours, with the words, the experiment and the passage for it', () => {
    const { verdict, headline, reason, experiment, quotes, passages } = assess(
      situationOf({ council: false, gap: 'knowledge' }),
      pack,
    );
    expect([verdict.problem, verdict.route]).toEqual(['council', 'fix-data']);
    expect(headline.text).toBe('Not yet. Ask the works council.');
    expect(reason.text).toBe('Without it all that you collect may have to go.');
    expect(experiment.id).toBe('council-sample');
    expect(quotes[0]?.means).toBe('so ask it first');
    expect(passages.map(({ id }) => id)).toContain('fix-data.council');
  });

  test('adds a rung to a ladder of ours', () => {
    const rungs = pack.problems.find(({ id }) => id === 'knowledge')?.rungs.map(({ route }) => route);
    expect(rungs?.slice(0, 3)).toEqual(['rent-first', 'curate', 'prompt-first']);
    expect(assess(situationOf({ gap: 'knowledge', owner: false }), pack).verdict.route).toBe('curate');
  });

  test('leaves our own words where its own do not fit', () => {
    const { headline, experiment } = assess(situationOf({ gap: 'knowledge', examples: 50 }), pack, {
      route: 'fix-data',
      restsOn: [],
    });
    expect(headline.text).toBe('Not yet. Look at your 50 examples first.');
    expect(experiment.id).toBe('fifty');
  });

  test('changes the version of the pack', async () => {
    expect(pack.version).not.toBe((await load()).version);
  });

  test('comes after ours and before the last problem where it names no place', async () => {
    const later = COUNCIL_PROBLEM.replace('    before: knowledge\n', '');
    const { problems } = await load(new Map([...COMPANY, ['problems.yaml', later]]));
    expect(problems.map(({ id }) => id)).toEqual(['knowledge', 'council', 'nothing']);
  });

  test('may give a route another name, and facts to ask for first', async () => {
    const more =
      'name: our data\nask: [council]\ntouched_by: [council]\nneeds: [{ fact: council, is: true }]\n';
    const changed = COUNCIL_GUIDANCE.replace('route: fix-data\n', `route: fix-data\n${more}`);
    const guide = (await load(new Map([...COMPANY, ['guidance/fix-data.md', changed]]))).guidance.get(
      'fix-data',
    );
    expect(guide).toMatchObject({
      name: 'our data',
      ask: ['council'],
      touched_by: ['council'],
      needs: [
        { fact: 'gap', is: 'knowledge' },
        { fact: 'council', is: true },
      ],
    });
  });

  test('can close a gate further, and never open it', async () => {
    const gate = (fact: string) =>
      ['guidance/fix-data.md', `---\nroute: fix-data\nopen: { fact: ${fact}, is: true }\n---\n`] as const;
    const pack1 = await load([gate('owner')]);
    const gated = assess(situationOf({}), pack1, { route: 'fix-data', restsOn: [] });
    expect(gated.verdict.route).toBe('ask-more');
    const pack2 = await load([gate('owner')], [['facts.yaml', COUNCIL_FACT], gate('council')]);
    const route = (values: Record<string, boolean>) =>
      assess(situationOf(values), pack2, { route: 'fix-data', restsOn: [] }).verdict.route;
    expect([route({ owner: true }), route({ council: true }), route({ owner: true, council: true })]).toEqual(
      ['ask-more', 'ask-more', 'fix-data'],
    );
  });

  test('of nothing changes nothing', async () => {
    expect((await load([])).problems).toEqual((await load()).problems);
  });
});
