import { expect, test } from '@jest/globals';
import { startWorld } from '../../support/app.ts';
import { shown } from '../../support/shown.ts';
import { ask, settled } from '../../support/threads.ts';

test('"No." below the one question is its answer: the verdict takes it in, and says so', async () => {
  const { slack, database } = await startWorld();
  const thread = await ask(slack, 'Our support bot makes up refund rules. We have 800 Q&A pairs.');
  await settled(slack, database);
  expect(shown(thread.verdict())).toContain('Can the model look anything up today');
  thread.say('ben', 'No.');
  await slack.until(() => thread.replies().length === 1);
  await settled(slack, database);
  expect(shown(thread.verdict())).not.toContain('Can the model look anything up today');
  expect(thread.replies().map(shown).join('\n')).toContain('“No.”');

  // Nothing is asked that it could answer, and nobody is answered.
  thread.say('ben', 'Thanks!');
  await settled(slack, database);
  expect(thread.replies()).toHaveLength(1);
});
