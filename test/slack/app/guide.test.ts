import { describe, expect, test } from '@jest/globals';
import type { Sandbox } from '../../../src/sandbox/server/sandbox.ts';
import { startWorld } from '../../support/app.ts';
import { modalOf } from '../../support/forms.ts';
import { linksOf, shown, shownLines } from '../../support/shown.ts';
import { oursIn } from '../../support/threads.ts';

async function guide(slack: Sandbox, topic: string) {
  await slack.command({ user: 'ana', channel: '#random', text: `/finetune guide ${topic}`.trim() });
  return slack.until(() => slack.ephemerals('ana').at(-1));
}

describe('/finetune guide', () => {
  test('shows all advice to the asker alone, also where the app is not, with passages behind a button', async () => {
    const { slack } = await startWorld();
    const answer = await guide(slack, '');
    expect(shown(answer)).toMatch(/12 pieces of advice.*\n[\s\S]*Build retrieval {2}· {2}\d+ passages/);
    expect(slack.ephemerals('ben')).toEqual([]);
    expect(oursIn(slack, '#random', 'root')).toEqual([]);
    await slack.click({
      user: 'ana',
      channel: '#random',
      messageTs: answer.ts,
      actionId: 'guide_read:rag-first',
    });
    const modal = await modalOf(slack, 'ana');
    expect(shown(modal)).toMatch(/Build retrieval\n/);
    expect(linksOf(modal).length).toBeGreaterThan(5);
  });

  test.each([
    ['lora', /LoRA/i],
    ['how many examples', /examples/],
    ['catastrophic forgetting', /forget/i],
    ['embeddings', /embedding/i],
  ])(
    'on %j finds passages, at most five, each with its sources, their kind and their dates',
    async (topic, fits) => {
      const { slack } = await startWorld();
      const lines = shownLines((await guide(slack, topic)).blocks);
      const sources = lines.filter((line) => /reviewed \w{3} \d|due for review since/.test(line));
      expect(lines[0]).toMatch(/^On “.*”: (?:the 5 best of \d+|[1-5]) passages?$/);
      expect(lines.join('\n')).toMatch(fits);
      expect(sources.length).toBeGreaterThan(0);
      for (const line of sources)
        expect(line).toMatch(/documentation|paper|own case|sells it|opinion|own arithmetic/);
      expect(lines.at(-1)).toMatch(/\[ More: /);
      expect(slack.pings()).toEqual([]);
    },
  );

  test('on what it does not know says so and how to go on, with the words as they are', async () => {
    const { slack } = await startWorld();
    const text = shown(await guide(slack, 'xylophone @channel <b> zzz'));
    expect(text).toMatch(/My guidance has nothing on “xylophone @channel <b> zzz”/);
    expect(slack.pings()).toEqual([]);
  });
});
