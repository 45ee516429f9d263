import { describe, expect, test } from '@jest/globals';
import type { Sandbox } from '../../../src/sandbox/server/sandbox.ts';
import { startWorld } from '../../support/app.ts';
import { caseIdOf, messageOf, modalOf, press, send } from '../../support/forms.ts';
import { moreLike } from '../../support/more-cases.ts';
import { linksOf, shown } from '../../support/shown.ts';
import { query } from '../../support/test-database.ts';
import { ask } from '../../support/threads.ts';

const SITUATION = 'Our support bot makes up refund rules. We have 800 Q&A pairs.';

async function status(slack: Sandbox, user: string, channel: string): Promise<string> {
  const before = slack.ephemerals(user).length;
  await slack.command({ user, channel, text: '/finetune status' });
  return shown(await slack.until(() => slack.ephemerals(user)[before]));
}

describe('/finetune status', () => {
  test('lists the cases of the channel with open question, steps and a link, for the asker alone', async () => {
    const { slack } = await startWorld();
    const thread = await ask(slack, SITUATION);
    await press(slack, 'ana', thread, thread.verdict(), { actionId: 'make_plan' });
    await send(slack, 'ana', (await modalOf(slack, 'ana')).id, { '0:owner': slack.user('ben').id });
    await slack.until(() => messageOf(slack, thread, 'plan'));
    const text = await status(slack, 'ben', '#llm-help');
    expect(text).toMatch(/^One case in this channel\nNot yet\./);
    expect(text).toMatch(/Asked by @Ana {2}· {2}last moved today/);
    expect(text).toMatch(/Open question: .+\?/);
    expect(text).toMatch(/• .+ {2}· {2}@Ben {2}· {2}(?:due|no date)/);
    const answer = slack.ephemerals('ben').at(-1) ?? {};
    expect(linksOf(answer)).toContain(
      `${slack.url}/archives/${slack.channel('#llm-help').id}/p${thread.ts.replace('.', '')}`,
    );
    expect(slack.ephemerals('ana').filter((each) => shown(each).includes('One case'))).toEqual([]);
    expect(slack.pings()).toEqual([]);
  });

  test('says where there is none, and how to begin', async () => {
    const { slack } = await startWorld();
    expect(await status(slack, 'ana', '#random')).toMatch(/no case in this channel yet.*\/finetune/);
  });

  test('shows the ten that moved last and counts the others', async () => {
    const { slack, database } = await startWorld();
    const thread = await ask(slack, SITUATION);
    await moreLike(database, caseIdOf(thread), 14);
    const text = await status(slack, 'ana', '#llm-help');
    expect(text).toMatch(/^15 cases in this channel\n/);
    expect(text.match(/Asked by/g)).toHaveLength(10);
    expect(text).toMatch(/and 5 more, which moved longer ago$/);
  });

  test("shows cases of a private channel nowhere else, and a direct message's to who opened it", async () => {
    const { slack } = await startWorld();
    slack.createChannel({ user: 'ana', name: 'secret-plans', kind: 'private' });
    slack.addMember({ user: 'ana', channel: '#secret-plans', member: slack.botUserId });
    await ask(slack, SITUATION, { channel: '#secret-plans' });
    slack.say({ user: 'ana', channel: slack.dm('ana'), text: SITUATION });
    await slack.until(() => slack.messages(slack.dm('ana')).some((each) => shown(each).includes('Not yet')));
    expect(await status(slack, 'ben', '#llm-help')).toMatch(/no case/);
    expect(await status(slack, 'ana', '#secret-plans')).toMatch(/^One case/);
    expect(await status(slack, 'ana', slack.dm('ana'))).toMatch(/^One case/);
    expect(await status(slack, 'ben', slack.dm('ben'))).toMatch(/no case/);
  });

  test('says so while the database does not answer', async () => {
    const { slack, database } = await startWorld();
    await query(database, 'alter table cases rename to away');
    expect(
      await slack.command({ user: 'ana', channel: '#llm-help', text: '/finetune status' }),
    ).toMatchObject({ outcome: 'acked' });
    expect(slack.ephemerals('ana')[0]?.text).toMatch(/could not look that up.*try again in a minute/);
  });
});
