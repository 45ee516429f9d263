import { describe, expect, test } from '@jest/globals';
import { runAssess } from '../../src/commands/assess.ts';
import { toMessages } from '../../src/commands/read-messages.ts';
import { NO_USAGE } from '../../src/curator/curator.ts';
import { goldenThreads } from '../curator/support/golden.ts';
import { Assessed } from './support/assessed.ts';
import { assessed, offlineReader, told } from './support/reader.ts';

const STORY =
  'Our support bot makes up refund rules. We have 800 Q&A pairs and want to fine-tune Llama 3 8B on them.';
const thread = (...messages: { author: string; text: string; ts?: string }[]): string =>
  JSON.stringify({ messages });

describe('the JSON', () => {
  test('holds every name that other programs rely on, and no other, for all kinds of threads', async () => {
    const reader = await offlineReader();
    const threads = (await goldenThreads()).filter((_, index) => index % 8 === 0);
    expect(threads.length).toBeGreaterThan(15);
    for (const messages of threads) {
      const { facts, conflicts, passages, answers, steps } = Assessed.parse(
        JSON.parse(await runAssess(messages, reader, { json: true })),
      );
      const quoted = [...facts, ...conflicts.flatMap(({ values }) => values)];
      for (const { quote, message } of quoted) expect(messages[message]?.text).toContain(quote);
      for (const { question, message } of answers) expect(messages[message]?.text).toContain(question);
      const cited = [...passages.map(({ id }) => id), ...steps[0].cite];
      expect(cited.filter((id) => !reader.pack.passages.has(id))).toEqual([]);
    }
  });

  test("tells the story's first message", async () => {
    const said = await assessed(STORY);
    expect(said).toMatchObject({
      route: 'rag-first',
      standing: 'ask',
      decidedBy: 'rules',
      proposal: { route: 'rag-first' },
      problem: 'knowledge',
      headline: expect.stringMatching(/^Not yet\./),
      summary: null,
      curator: 'offline',
      notes: [],
      usage: NO_USAGE,
    });
    expect(said.facts).toContainEqual({
      key: 'examples',
      value: 800,
      state: 'stated',
      quote: 'We have 800 Q&A pairs and want to fine-tune Llama 3 8B on them.',
      message: 0,
    });
    expect(said.questions[0]).toEqual({
      fact: 'has_retrieval',
      text: 'Can the model look anything up today, or does it answer from memory?',
    });
    expect(said.steps[0]).toMatchObject({
      id: 'with-the-right-rule',
      pass: expect.stringMatching(/^45 of 50/),
    });
  });

  test('shows flips that do flip', async () => {
    const { flips } = await assessed(STORY);
    expect(flips).toContainEqual({ facts: [{ key: 'has_retrieval', value: true }], route: 'tune-rag' });
    expect((await assessed(`${STORY} We already have RAG over the policy PDFs.`)).route).toBe('tune-rag');
  });

  test('tells of people who disagree, with the words of both, the latest first', async () => {
    const { conflicts, facts } = await assessed(
      thread({ author: 'ana', text: 'We have RAG in place.' }, { author: 'ben', text: 'We have no RAG.' }),
    );
    expect(conflicts).toEqual([
      {
        key: 'has_retrieval',
        values: [
          { value: false, quote: 'We have no RAG.', message: 1 },
          { value: true, quote: 'We have RAG in place.', message: 0 },
        ],
      },
    ]);
    expect(facts.map(({ key }) => key)).not.toContain('has_retrieval');
  });

  test("goes by the messages' own times", async () => {
    const early = { author: 'ana', text: 'We have 800 labelled examples.', ts: '1760000000.000100' };
    const late = { author: 'ana', text: 'We have 90 labelled examples.', ts: '1760000600.000100' };
    for (const messages of [
      [early, late],
      [late, early],
    ]) {
      const { facts } = await assessed(thread(...messages));
      expect(facts.find(({ key }) => key === 'examples')).toMatchObject({ value: 90 });
    }
  });

  test('does the sums that the numbers allow', async () => {
    const { figures } = await assessed('We make 15,000 calls a day at $0.005 per call.');
    expect(figures).toEqual(['15,000 calls a day at $0.005 = $2,250 a month']);
  });
});

describe('for people at a terminal the assessment', () => {
  test('answers first, then quotes, then one experiment with its mark, what would change it, one question', async () => {
    const lines = (await told(STORY)).split('\n');
    expect(lines[0]).toMatch(/^Not yet\./);
    const order = [
      '> "Our support bot makes up refund rules."',
      'Try this first: ',
      'Pass: 45 of 50 are right with the passage',
      'What would change my mind: ',
      'One question: Can the model look anything up today,',
      'Read offline, no model.',
    ].map((start) => lines.findIndex((line) => line.startsWith(start)));
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(order).not.toContain(-1);
    expect(lines.filter((line) => line.startsWith('> '))).toHaveLength(2);
    expect(lines.filter((line) => line.startsWith('One question: '))).toHaveLength(1);
  });

  test('names no route by its id, leaves no slot open and no two lines empty, whatever the thread', async () => {
    const reader = await offlineReader();
    for (const messages of (await goldenThreads()).filter((_, index) => index % 8 === 1)) {
      const own = messages.map(({ text }) => text).join('\n');
      const whole = await runAssess(messages, reader, {});
      expect(whole).not.toMatch(/\n{3}|\bundefined\b|\bnull\b|\bNaN\b|\[object/);
      const text = whole
        .split('\n')
        .filter((line) => !line.startsWith('> ') && !line.startsWith('You asked: '))
        .join('\n');
      expect(own.includes('{') ? '' : text).not.toMatch(/[{}]/);
      for (const route of reader.pack.guidance.keys()) {
        // Some ids are plain English too: "rent-first". Only those that nobody would write are told apart.
        if (/^(?:ask-more|rag-first|tune-rag|tune-embeddings|do-not-fine-tune|ftaas)$/.test(route))
          expect(text.replace(/https?:\S+/g, '')).not.toContain(route);
      }
    }
  });

  test('gives a question in the thread its answer with at most two sources', async () => {
    const lines = (await told(`${STORY} How many examples do we need?`)).split('\n');
    const asked = lines.indexOf('You asked: How many examples do we need?');
    expect(lines[asked + 1]).toMatch(/^The floors differ\. .* \(https:\/\/\S+, https:\/\/\S+\)$/);
    expect(lines[asked + 2]).toBe('');
  });
});

describe('questions in the thread', () => {
  test('are answered once each, however often they are asked', async () => {
    const { answers } = await assessed(
      thread(
        { author: 'ana', text: `${STORY} Why not just train on the PDFs?` },
        { author: 'ben', text: 'Why not just train on the PDFs? How many examples do we need?' },
      ),
    );
    expect(answers.map(({ question, message }) => [question, message])).toEqual([
      ['Why not just train on the PDFs?', 0],
      ['How many examples do we need?', 1],
    ]);
  });

  test('without an answer in the guidance are left out', async () => {
    expect((await assessed(`${STORY} Who takes the minutes today?`)).answers).toEqual([]);
  });

  test('change no verdict: only facts do', async () => {
    const plain = await assessed(STORY);
    const asking = await assessed(`${STORY} Which learning rate or batch size? What is recall@k?`);
    expect(asking.answers).toHaveLength(2);
    expect(asking).toMatchObject({ route: plain.route, standing: plain.standing, headline: plain.headline });
  });
});

describe('a situation of an odd kind gets an assessment that says what could be read', () => {
  const ONLY_SIGNS = 'There were no words in it that I could read, only code, signs or emoji.';

  test.each([
    [
      'emoji only',
      '🤖🤖🔥🔥 👩🏽‍🔬🏳️‍🌈',
      { route: 'ask-more', standing: 'ask', facts: [], notes: [ONLY_SIGNS] },
    ],
    [
      'code only',
      '```\nfor x in data:\n    model.fit(x)\n```',
      { route: 'ask-more', standing: 'ask', facts: [], notes: [ONLY_SIGNS] },
    ],
    [
      'off topic',
      'We talked about the weather, and about lunch.',
      { route: 'ask-more', standing: 'out-of-scope', headline: expect.stringMatching(/^Not our subject\./) },
    ],
    [
      'right to left',
      'הבוט שלנו ממציא כללי החזר כספי ואנחנו רוצים לאמן מודל על הדוגמאות שלנו',
      {
        route: 'ask-more',
        facts: [],
        notes: [
          'You write in Hebrew: I answer in English, and quotations stay as they are. Offline I know little Hebrew, so look twice at what I picked up.',
        ],
      },
    ],
    [
      'another language',
      'Unser Assistent erfindet ständig Regeln für Rückerstattungen, und wir haben 800 Beispiele.',
      { route: 'rag-first', notes: [expect.stringMatching(/^You write in German: I answer in English/)] },
    ],
    ['markup and mentions', '*Our* bot <!channel> makes up `refund` rules <@U1>', { route: 'rag-first' }],
    ['a lone brace', '{ our bot makes up refund rules', { route: 'rag-first' }],
    ['a list in brackets', '[draft] Our bot makes up refund rules.', { route: 'rag-first' }],
  ])('%s', async (_, text, expected) => {
    expect(await assessed(text)).toMatchObject(expected);
    for (const note of (await assessed(text)).notes) expect(await told(text)).toContain(note);
  });

  test('40,000 characters are read to the end', async () => {
    const filler = 'It was a long week with many meetings about nothing at all in particular. ';
    const last = '. We already have RAG over the policy PDFs, but it often returns the wrong page.';
    const text =
      `Our support bot makes up refund rules. ${filler.repeat(540)}`.slice(0, 40_000 - last.length) + last;
    expect(text).toHaveLength(40_000);
    expect(await assessed(text)).toMatchObject({
      route: 'tune-rag',
      facts: expect.arrayContaining([
        expect.objectContaining({ key: 'has_retrieval', value: true, quote: last.slice(2) }),
      ]),
    });
  });

  test('the same thread gives the same assessment', async () => {
    expect(await assessed(STORY)).toEqual(await assessed(STORY));
    const reader = await offlineReader();
    const messages = toMessages({ messages: [{ author: 'you', text: STORY }] });
    expect(await runAssess(messages, reader, {})).toBe(await told(STORY));
  });
});
