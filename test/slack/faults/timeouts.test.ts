import { expect, test } from '@jest/globals';
import { startWorld } from '../../support/app.ts';
import { keyOf, settled, verdictBelow } from '../../support/threads.ts';

const SITUATION = 'Our support bot makes up refund rules. We have 800 Q&A pairs.';
/** Longer than a call of ours waits for its answer. */
const TOO_SLOW_MS = 12_000;

test('a post that gets no answer in time is looked for: what Slack took is not posted again, what it did not take is', async () => {
  const { slack, database } = await startWorld({ env: { WORKERS: '8' } });
  const ask = (name: string) => {
    const channel = slack.createChannel({ user: 'ana', name });
    slack.addMember({ user: 'ana', channel, member: slack.botUserId });
    return {
      channel,
      isVerdict: (args: Record<string, string>) =>
        args.channel === channel && (args.metadata ?? '').includes('/verdict'),
      say: () => slack.say({ user: 'ana', channel, text: `@Tune or Not ${SITUATION}` }),
    };
  };
  const [taken, lost] = [ask('taken'), ask('lost')];
  slack.faults.api('chat.postMessage', { kind: 'slow', ms: TOO_SLOW_MS }, { when: taken.isVerdict });
  slack.faults.api('chat.postMessage', { kind: 'hang' }, { when: lost.isVerdict });
  const asked = [taken, lost].map(({ channel, say }) => ({ channel, ts: say() }));
  for (const { channel, ts } of asked) await verdictBelow(slack, channel, ts);
  await settled(slack, database);
  const verdicts = asked.map(
    ({ channel }) => slack.messages(channel).filter((message) => keyOf(message) === 'verdict').length,
  );
  expect(verdicts).toEqual([1, 1]);
});
