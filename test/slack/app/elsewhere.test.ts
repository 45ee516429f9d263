import { expect, test } from '@jest/globals';
import { startWorld } from '../../support/app.ts';
import { shown } from '../../support/shown.ts';
import { query } from '../../support/test-database.ts';
import { ask, settled, verdictBelow } from '../../support/threads.ts';

const GERMAN =
  'Unser Assistent erfindet ständig Regeln für Rückerstattungen, und wir wollen ihn mit Beispielen trainieren.';
const told = 'You write in German: I answer in English';

test('a thread that turns to another language is told once that we answer in English; quotations stay', async () => {
  const { slack, database } = await startWorld();
  const thread = await ask(slack, 'Our support bot makes up refund rules.');
  expect(shown(thread.verdict())).not.toContain(told);
  thread.say('ben', GERMAN);
  await slack.until(() => shown(thread.verdict()).includes(told));
  thread.say('ana', 'Wir haben 800 Beispiele mit Fragen und Antworten, die unser Team geprüft hat.');
  await slack.until(() => !shown(thread.verdict()).includes(told));
  thread.say('ben', `Noch einmal: ${GERMAN}`);
  await settled(slack, database);
  expect(shown(thread.verdict())).not.toContain(told);
});

test.each([
  ['shared', true],
  ['public', false],
] as const)('the case of a %s channel is known as such, and Slack is asked once', async (kind, shared) => {
  const { slack, database } = await startWorld();
  slack.createChannel({ user: 'ana', name: 'partners', kind });
  slack.addMember({ user: 'ana', channel: '#partners', member: slack.botUserId });
  const say = () =>
    slack.say({ user: 'ana', channel: '#partners', text: '@Tune or Not our bot makes up refund rules.' });
  await verdictBelow(slack, '#partners', say());
  await verdictBelow(slack, '#partners', say());
  expect(await query(database, 'select shared from cases')).toEqual([[shared], [shared]]);
  expect(slack.requests('conversations.info')).toHaveLength(1);
});

test('where it cannot be known whether a channel is shared, the case stays unknown, and is answered', async () => {
  const { slack, database } = await startWorld({ withoutScopes: ['channels:read'] });
  await ask(slack, 'Our support bot makes up refund rules.');
  expect(await query(database, 'select shared from cases')).toEqual([[null]]);
});

test('a direct message is shared with nobody', async () => {
  const { slack, database } = await startWorld();
  const dm = slack.dm('ana');
  const text = 'Our support bot makes up refund rules.';
  await verdictBelow(slack, dm, slack.say({ user: 'ana', channel: dm, text }));
  expect(await query(database, 'select shared from cases')).toEqual([[false]]);
});
