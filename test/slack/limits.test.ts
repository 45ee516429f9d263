import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { assess } from '../../src/advisor/assessment.ts';
import type { Pack } from '../../src/advisor/pack.ts';
import { ROUTES } from '../../src/advisor/routes.ts';
import type { Utterance, VerdictUtterance } from '../../src/cases/utterance.ts';
import type { Message } from '../../src/sandbox/wire/message.ts';
import { lostText } from '../../src/slack/lost-text.ts';
import { whyView } from '../../src/slack/why-view.ts';
import { ownPack } from '../runner/own-guidance.ts';
import { shownLines } from '../support/shown.ts';
import { arbitrarySituation, HARD_WORDS } from './largest-case.ts';
import { ANA, LONG, type RealThread, realThread } from './real-thread.ts';

/** What the issue allows a verdict message. */
const MOST = { lines: 20, characters: 1_300 };
let pack: Pack;
let thread: RealThread;
beforeAll(async () => {
  pack = await ownPack();
});
beforeEach(async () => {
  thread = await realThread(pack);
});

/** Posts, and again as an update. */
async function posted(utterance: Utterance): Promise<Message> {
  const message = await thread.post(utterance);
  await thread.voice.update(thread.place, message.ts, utterance);
  return message;
}

/** As people see it; the line of buttons is none to read. */
function sizeOf(message: { blocks?: unknown }) {
  const lines = shownLines(message.blocks ?? []).filter((line) => !line.startsWith('[ '));
  return { lines: lines.length, characters: lines.reduce((sum, line) => sum + line.length, 0) };
}

const words = fc.constantFrom(...HARD_WORDS);
const verdicts = (): fc.Arbitrary<VerdictUtterance> =>
  arbitrarySituation(pack, words).map((situation) => ({
    kind: 'verdict',
    assessment: assess(situation, pack),
    curator: 'offline',
    summary: [HARD_WORDS[0] ?? '', HARD_WORDS[3] ?? '', 'A third sentence.'],
    notes: ['A note about how it was read, one sentence long, with all that one should know of it.'],
    following: true,
  }));

/** Many situations, the same at each run, so that a failure can be looked at. */
const sampled = <T>(arbitrary: fc.Arbitrary<T>, count = 100): T[] =>
  fc.sample(arbitrary, { numRuns: count, seed: 7 });

describe('the verdict message of any case, with the worst words in it', () => {
  test('is taken by Slack, is one screen long, and pings nobody', async () => {
    const tooBig: unknown[] = [];
    const routes = new Set<string>();
    for (const verdict of sampled(verdicts())) {
      const message = await posted(verdict);
      const { lines, characters } = sizeOf(message);
      routes.add(verdict.assessment.verdict.route);
      if (lines > MOST.lines || characters > MOST.characters)
        tooBig.push({ lines, characters, shown: shownLines(message.blocks) });
    }
    expect(tooBig).toEqual([]);
    expect(routes.size).toBeGreaterThan(ROUTES.length / 2);
    expect(thread.slack.pings()).toEqual([]);
  });

  test('has the answer, the experiment and the question in it, whatever else had to go', async () => {
    for (const verdict of sampled(verdicts(), 60)) {
      const { headline, reason, experiment, questions } = verdict.assessment;
      const text = shownLines((await posted(verdict)).blocks).join('\n');
      for (const part of [
        headline.text,
        reason.text,
        experiment.do,
        experiment.pass,
        questions[0]?.text ?? '',
      ])
        expect(text).toContain(part);
    }
  });

  test('tells its headline and reason where blocks are not shown', async () => {
    for (const verdict of sampled(verdicts(), 60)) {
      const { headline, reason } = verdict.assessment;
      const escaped = `${headline.text} ${reason.text}`
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll('>', '&gt;');
      expect((await posted(verdict)).text).toBe(escaped);
    }
  });

  test('for the asker alone is no longer, and says why they alone see it', async () => {
    const tooBig: unknown[] = [];
    for (const verdict of sampled(verdicts(), 80)) {
      const message = await posted({ kind: 'private', verdict, reason: 'not_in_channel' });
      const { lines, characters } = sizeOf(message);
      expect(shownLines(message.blocks)[0]).toMatch(/only you see this/);
      if (lines > MOST.lines || characters > MOST.characters) tooBig.push({ lines, characters });
    }
    expect(tooBig).toEqual([]);
    expect(thread.slack.pings()).toEqual([]);
  });
});

describe('a reply', () => {
  const passages = () =>
    [...pack.passages.values()]
      .sort((a, b) => b.text.length - a.text.length)
      .map(({ id, text, sources }) => ({ id, text, sources }));
  const quoted = (quote: string) => ({ quote, author: ANA, message: '1763640001.000100' });

  test.each(HARD_WORDS.map((each) => [each]))(
    'that holds all there can be has four lines: %j',
    async (hard) => {
      const answers = [1, 2].map(() => ({
        question: hard,
        message: '1.0',
        figures: ['15,000 calls a day at $0.005 = $2,250 a month'],
        passages: passages().slice(0, 2),
      }));
      const silent = { question: hard, message: '1.0', figures: [], passages: [] };
      const changed = {
        from: 'do-not-fine-tune' as const,
        to: 'tune-embeddings' as const,
        because: quoted(hard),
        reason: 'A reason that is a whole sentence of some length, as the pack has them.',
        next: 'Do this with fifty of them and count. Pass: 45 of 50.',
      };
      const note = 'Slack does not let me read what was said here before, for now.';
      const deeds = [1, 2, 3].map(() => ({ by: ANA, did: `corrected “${hard}”.` }));
      const replies = [
        { changed, noted: [], unchanged: false, deeds, answers, notes: [note] },
        { changed, noted: [], unchanged: false, deeds, answers: [silent, silent], notes: [] },
        { noted: [quoted(hard), quoted(hard)], unchanged: true, deeds: [], answers: [], notes: [note] },
        { noted: [], unchanged: false, deeds: [], answers, notes: [note] },
      ];
      for (const reply of replies) {
        const message = await posted({ kind: 'reply', reply });
        const lines = shownLines(message.blocks);
        expect(lines.length).toBeLessThanOrEqual(4);
        expect(lines.every((line) => line.trim() !== '')).toBe(true);
        for (const each of reply.notes) expect(lines).toContain(each);
        if ('changed' in reply) expect(lines[0]).toMatch(/^Changed: /);
        if (reply.answers.length > 0) expect(lines.join('\n')).toMatch(/\[1\]|a month|nothing on that/);
      }
      expect(thread.slack.pings()).toEqual([]);
    },
  );
});

describe('the root of a command', () => {
  test.each(HARD_WORDS.map((each) => [each]))(
    'shows hard words as they are, pings nobody: %j',
    async (hard) => {
      const text = hard.repeat(500).slice(0, 40_000);
      const headline =
        'Not yet. A headline of the longest kind there is in the pack, up to ninety-five characters.';
      const message = await posted({ kind: 'root', asker: LONG, text, headline });
      const lines = shownLines(message.blocks).join('\n');
      expect(lines).toContain(hard.slice(0, 100).trimEnd().split('\n')[0]);
      expect(lines).toContain(headline);
      expect(lines.length).toBeLessThan(2_500);
      if (text.length > 2_000) expect(lines).toMatch(/the first 2000 of \d+ characters; I read them all/);
      expect(thread.slack.pings()).toEqual([]);
    },
  );

  test('of an empty question is one that Slack takes as well', async () => {
    await posted({ kind: 'root', asker: ANA, text: '' });
  });
});

describe('behind Why?', () => {
  test('any case fits a modal, and nobody is pinged', async () => {
    thread.slack.openHome('ana');
    for (const { assessment } of sampled(verdicts(), 60)) {
      const { title, close, blocks } = whyView(assessment, pack, thread.setting);
      expect(blocks.length).toBeLessThanOrEqual(100);
      expect(title.text.length).toBeLessThanOrEqual(24);
      expect(close?.text.length).toBeLessThanOrEqual(24);
      // Blocks of a message are checked as those of a modal are, but for how many there may be.
      for (let at = 0; at < blocks.length; at += 40)
        await thread.client.chat.postMessage({
          channel: thread.place.channel,
          text: 'why',
          blocks: blocks.slice(at, at + 40),
        });
    }
    expect(thread.slack.pings()).toEqual([]);
  });
});

test('words that are given back fit a private reply', () => {
  for (const hard of HARD_WORDS) expect(lostText(hard.repeat(500)).length).toBeLessThan(40_000);
});
