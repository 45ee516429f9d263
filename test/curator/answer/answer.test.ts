import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { merge } from '../../../src/advisor/merge.ts';
import type { Pack } from '../../../src/advisor/pack.ts';
import { EMPTY_SITUATION, type Situation } from '../../../src/advisor/situation.ts';
import { type Answer, createAnswerer, isEmpty } from '../../../src/curator/answer/answer.ts';
import type { Curator } from '../../../src/curator/curator.ts';
import { createOfflineCurator } from '../../../src/curator/offline/offline-curator.ts';
import { loadPack } from '../../../src/pack/load.ts';
import { createPackFolders } from '../../pack/support/pack-folder.ts';
import { PACK_DIR } from '../../pack/support/real-pack.ts';
import { ownPack } from '../../runner/own-guidance.ts';
import { afterTest } from '../../support/clean-up.ts';
import { goldenMessages } from '../support/golden.ts';
import { realLexicon } from '../support/verifier.ts';
import { ASKED, BESIDE_THE_POINT } from './support/questions.ts';

let pack: Pack;
let curator: Curator;
let answer: ReturnType<typeof createAnswerer>;
beforeAll(async () => {
  pack = await ownPack();
  curator = createOfflineCurator(await realLexicon());
  answer = createAnswerer(pack);
});

const ask = (text: string, situation = EMPTY_SITUATION): Answer => answer({ text, message: '0' }, situation);
const idsFor = (text: string): string[] => ask(text).passages.map(({ id }) => id);
const routeOf = (id: string): string | undefined => pack.passages.get(id)?.route;

const message = (text: string) => ({ id: '0', author: 'ana', text, at: 0 });
const read = (text: string) => curator.read({ messages: [message(text)], situation: EMPTY_SITUATION });
/** What a team has told, as a situation. */
const situationOf = async (text: string): Promise<Situation> =>
  merge((await read(text)).statements, pack.vocabulary);

/** The questions that passages were written for, each with its passage. */
const written = (): { id: string; question: string }[] =>
  [...pack.passages.values()].flatMap(({ id, answers }) => answers.map((question) => ({ id, question })));

describe('the questions that the guidance was written for', () => {
  test('are there for every route', () => {
    const routes = new Set(written().map(({ id }) => routeOf(id)));
    expect([...routes].sort()).toEqual([...pack.guidance.keys()].sort());
    expect(written().length).toBeGreaterThan(400);
  });

  test('each find their own passage first', () => {
    const missed = written().filter(({ id, question }) => idsFor(question)[0] !== id);
    expect(missed).toEqual([]);
  });

  test('however they are typed', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...written()),
        fc.constantFrom(
          (text: string) => text.toLowerCase(),
          (text: string) => text.toUpperCase(),
          (text: string) => text.replace(/\?$/, ''),
          (text: string) => `  ${text.replace(/ /g, '  ')}??`,
          (text: string) => text.replaceAll("'", '’'),
          (text: string) => text.replaceAll('fine-tun', 'fine tun'),
        ),
        ({ id, question }, typed) => {
          expect(idsFor(typed(question))).toContain(id);
        },
      ),
      { numRuns: 100 },
    );
  });

  test('are heard as questions when somebody writes them', async () => {
    for (const { question } of written()) {
      expect((await read(question)).asks).toEqual([{ text: question, message: '0' }]);
    }
  });

  test.each([
    ['', 'So far we only talked. '],
    ['behind a statement: ', 'Legal is nervous about all of this, so '],
    ['behind a statement with numbers: ', 'We have 800 Q&A pairs and 3 weeks, '],
  ])('%sare found behind %j', (_, before) => {
    const question = 'Why not just train on the PDFs?';
    const [sentence] = before.endsWith('. ') ? [question] : [before + question];
    expect(idsFor(sentence ?? '')).toEqual(['rag-first.pdf-training']);
  });
});

describe('questions in other words', () => {
  test('find guidance that answers them, in most cases, and hardly ever guidance on something else', () => {
    const found = ASKED.map(([question, ...routes]) => {
      const ids = idsFor(question);
      if (ids.length === 0) return 'nothing';
      return ids.some((id) => routes.some((route) => route === routeOf(id))) ? 'answer' : 'else';
    });
    const share = (kind: string) => found.filter((each) => each === kind).length / found.length;
    // Measured: two thirds, and 3 %. There is no model behind it, only words.
    expect(share('answer')).toBeGreaterThanOrEqual(0.6);
    expect(share('else')).toBeLessThanOrEqual(0.06);
  });

  test('find nothing when they are about something else, however common their words', () => {
    const answered = BESIDE_THE_POINT.filter((question) => !isEmpty(ask(question)));
    expect(answered).toEqual([]);
  });

  test.each([
    'Should we fine-tune?',
    'Is fine-tuning a good idea for us?',
    'should we train our own llama or not?',
    'What should we do next?',
    'Where do we start?',
  ])('%j is answered by the whole assessment, so by no passage alone', (question) => {
    expect(ask(question)).toEqual({ question, message: '0', figures: [], passages: [] });
  });

  test('find nothing in noise', () => {
    for (const noise of ['', '?', '???', '🤷?', 'x'.repeat(10_000), '<!channel>?', '\u0000?'])
      expect(idsFor(noise)).toEqual([]);
  });
});

describe('an answer', () => {
  const TOLD = 'We make 15,000 calls a day at $0.005 per call. The policies are 300 pages.';

  test('is two lines at most: passages word for word, each with a source that can be opened, or a figure', async () => {
    const situation = await situationOf(TOLD);
    for (const question of [...written().map((each) => each.question), ...ASKED.map(([text]) => text)]) {
      for (const { passages, figures } of [ask(question), ask(question, situation)]) {
        expect(passages.length + figures.length).toBeLessThanOrEqual(2);
        for (const { id, text, sources } of passages) {
          expect(text).toBe(pack.passages.get(id)?.text);
          expect(text).not.toContain('\n');
          expect(sources.length).toBeGreaterThan(0);
          for (const { url } of sources) expect(url).toMatch(/^https:\/\//);
        }
      }
    }
  });

  test('about money is the sum that follows from what the team stated, before any passage', async () => {
    const { figures, passages } = ask('What would it cost us?', await situationOf(TOLD));
    expect(figures).toEqual(['15,000 calls a day at $0.005 = $2,250 a month']);
    expect(passages.length).toBeLessThanOrEqual(1);
    expect(ask('What would it cost us?').figures).toEqual([]);
  });

  test('about room is whether what the team stated fits', async () => {
    const situation = await situationOf(TOLD);
    for (const question of ['Does that fit in one prompt?', 'How many pages fit in the context window?'])
      expect(ask(question, situation).figures).toEqual([
        expect.stringMatching(/^300 pages, .* fit in the prompt$/),
      ]);
  });

  test('about something else has no figure', async () => {
    const situation = await situationOf(TOLD);
    for (const question of [
      'What is recall@k?',
      'Why not just train on the PDFs?',
      'Which model fits that job?',
    ])
      expect(ask(question, situation).figures).toEqual([]);
  });

  test('about money does not tell of pages when no price was stated', async () => {
    expect(ask('What would it cost us?', await situationOf('The policies are 300 pages.')).figures).toEqual(
      [],
    );
  });

  test('keeps the question as it was typed and where it stands', () => {
    const typed = 'why NOT just train on the “PDFs” ?!';
    expect(answer({ text: typed, message: '17.5' }, EMPTY_SITUATION)).toMatchObject({
      question: typed,
      message: '17.5',
      passages: [{ id: 'rag-first.pdf-training' }],
    });
  });

  test('is the same each time, and leaves the situation as it was', async () => {
    const situation = await situationOf(TOLD);
    const before = structuredClone(situation);
    const questions = (await goldenMessages()).slice(0, 60).map(({ text }) => text);
    for (const question of questions) expect(ask(question, situation)).toEqual(ask(question, situation));
    expect(situation).toEqual(before);
  });
});

describe('several questions in one message', () => {
  test('each get their answer, in the order in which they were asked', async () => {
    const { asks } = await read(
      'We have 800 pairs. Why not just train on the PDFs? Who takes the minutes? How many examples do we need?',
    );
    expect(asks.map((each) => answer(each, EMPTY_SITUATION)).map(({ passages }) => passages[0]?.id)).toEqual([
      'rag-first.pdf-training',
      undefined,
      'fine-tune.how-many',
    ]);
  });

  test('in one sentence are taken as one', () => {
    expect(
      idsFor('How many examples do we need and how many epochs should we train?').length,
    ).toBeGreaterThan(0);
  });
});

describe("a company's own guidance", () => {
  const ownPack = async (head: string, text: string): Promise<Pack> => {
    const folders = createPackFolders();
    afterTest(() => folders.remove());
    const passage = `---
route: fix-data
---

## fix-data.council

\`\`\`yaml
${head}sources:
  - title: Our agreement
    url: https://intranet.example.com/agreement
    mark: D
    reviewed: 2026-01-01
    expires: 2027-01-01
\`\`\`

${text}
`;
    return loadPack([PACK_DIR, await folders.write([['guidance/fix-data.md', passage]])]);
  };
  const WORDS = 'With us the works council has a say in what is collected.';

  test('answers the questions it was written for', async () => {
    const own = createAnswerer(await ownPack('answers: [Do we need the works council for that?]\n', WORDS));
    const { passages } = own(
      { text: 'do we need the works council for that', message: '0' },
      EMPTY_SITUATION,
    );
    expect(passages).toMatchObject([{ id: 'fix-data.council', text: WORDS }]);
  });

  test('is found by its text when it names no question', async () => {
    const own = createAnswerer(await ownPack('', WORDS));
    const { passages } = own({ text: 'Does the works council have a say?', message: '0' }, EMPTY_SITUATION);
    expect(passages.map(({ id }) => id)).toEqual(['fix-data.council']);
  });
});
