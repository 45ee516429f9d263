import { expect, test } from '@jest/globals';
import { startWorld } from '../../support/app.ts';
import { shown } from '../../support/shown.ts';
import { settled, verdictBelow } from '../../support/threads.ts';

/** The search is read from no fact, but from words. */
const SITUATION =
  '@Tune or Not our search over the plant manuals returns pages about the wrong machine when a technician types slang. We have click logs of two years and tuned every knob.';

const BY_WORDS =
  /Find out why the right passage does not come back\..*The words of the thread decided, within the rules; the facts alone would say: /s;

test('a first verdict that words decided says so, and stands while what is said and mended says the same', async () => {
  const { slack, database } = await startWorld();
  const ts = slack.say({ user: 'ana', channel: '#llm-help', text: SITUATION });
  const thread = await verdictBelow(slack, '#llm-help', ts);
  const first = shown(thread.verdict());
  expect(first).toMatch(BY_WORDS);

  const thanks = thread.say('ana', 'Thanks, see you at noon.');
  await settled(slack, database);
  slack.remove({ user: 'ana', channel: '#llm-help', ts: thanks });
  await settled(slack, database);
  expect(shown(thread.verdict())).toBe(first);

  slack.edit({ user: 'ana', channel: '#llm-help', ts, text: SITUATION.replace('types', 'writes') });
  await settled(slack, database);
  expect(shown(thread.verdict())).toMatch(BY_WORDS);
});

test('and falls when its words are put so that they say something else', async () => {
  const { slack } = await startWorld();
  const ts = slack.say({ user: 'ana', channel: '#llm-help', text: SITUATION });
  const thread = await verdictBelow(slack, '#llm-help', ts);
  expect(shown(thread.verdict())).toMatch(BY_WORDS);
  slack.edit({ user: 'ana', channel: '#llm-help', ts, text: '@Tune or Not hello there, good to see you.' });
  await slack.until(() => !BY_WORDS.test(shown(thread.verdict())));
  expect(shown(thread.verdict())).toContain('Rules decided');
});
