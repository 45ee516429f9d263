import { describe, expect, test } from '@jest/globals';
import { startWorld } from '../../support/app.ts';
import { afterTest } from '../../support/clean-up.ts';
import {
  fillIn,
  inView,
  openFacts,
  openQuestions,
  press,
  pressBelow,
  saidIn,
  topView,
} from '../../support/facts.ts';
import { asksForSummary, startLlmServer } from '../../support/llm-server.ts';
import { linksOf, shown, shownLines } from '../../support/shown.ts';
import { query } from '../../support/test-database.ts';
import { ask, settled } from '../../support/threads.ts';

const SITUATION = 'Our support bot makes up refund rules. We have 800 Q&A pairs.';
const RAG = 'We have RAG over the policy PDFs.';
/** What it says of the job is our own reading. */
const READ_INTO = 'We want to fine-tune a model on our tickets.';

describe('the list of facts', () => {
  test('holds each fact with its words, its author, a link, and what is only a reading of ours', async () => {
    const { slack } = await startWorld();
    const thread = await ask(slack, READ_INTO);
    const { blocks } = await openFacts(slack, 'ben', thread);
    const text = shownLines(blocks).join('\n');
    expect(text).toMatch(/It is about a job of your own {2}· {2}my reading\n“We want to fine-tune.*” @Ana ↗/);
    expect(text).toContain('[ Confirm ] [ Change ] [ Remove ]');
    expect(text).toMatch(
      /It is a generative model you want to train\n“We want.*” @Ana ↗\n\[ Change \] \[ Remove \]/,
    );
    expect(linksOf({ blocks })).toContainEqual(expect.stringContaining(`p${thread.ts.replace('.', '')}`));
  });

  test('takes a correction, which outranks what was read, and is shown as that person’s', async () => {
    const { slack, database } = await startWorld();
    const thread = await ask(slack, SITUATION);
    await openFacts(slack, 'ben', thread);
    await pressBelow(slack, 'ben', 'Facts are missing', 'change_fact');
    const form = await slack.until(() => topView(slack, 'ben')?.submit && topView(slack, 'ben'));
    expect(inView(slack, 'ben')).toMatch(/So far facts are missing/);
    expect(await fillIn(slack, 'ben', form, { gap: '"behaviour"' })).toEqual({ outcome: 'closed' });
    await slack.until(() => /Tone, form or manner.*\n.*@Ben\n✓ changed by you/.test(inView(slack, 'ben')));
    await settled(slack, database);
    expect(shown(saidIn(slack, thread)[0] ?? {})).toMatch(
      /^@Ben corrected: Show five failures.*\? Tone, form or manner is what is wrong \(instead of @Ana’s word: Facts are/,
    );
    const [row] = await query(
      database,
      "select value, author from statements where state = 'corrected' and key = 'gap'",
    );
    expect(row).toEqual(['behaviour', slack.user('ben').id]);
    expect(shown(thread.verdict())).not.toContain('here: retrieval');
    expect(thread.replies().map(shown)).toEqual([
      expect.stringMatching(/^Changed: build retrieval → .*@Ben: “/),
    ]);
    // Ben may be contradicted later, as anybody: his word does not silence what is said after it.
    thread.say('ana', 'No: it makes up rules.');
    await slack.until(() => shown(thread.verdict()).includes('One question to @Ana and @Ben:'));
  });

  test('takes a fact out, which stays out until somebody says it anew', async () => {
    const { slack, database } = await startWorld();
    const thread = await ask(slack, SITUATION);
    const ts = thread.say('ana', RAG);
    await slack.until(() => shown(thread.verdict()).includes('here: retrieval knobs'));
    await openFacts(slack, 'ben', thread);
    await pressBelow(slack, 'ben', 'You have a retrieval step', 'remove_fact');
    await slack.until(() => inView(slack, 'ben').includes('✓ removed by you'));
    await settled(slack, database);
    expect(shown(saidIn(slack, thread)[0] ?? {})).toMatch(
      /^@Ben removed: Is there a retrieval step today\? You have a retrieval step\nI go by it no more, until/,
    );
    expect(shown(thread.verdict())).not.toContain('here: retrieval knobs');
    // The message is read again when it is edited, and says what it said before.
    slack.edit({ user: 'ana', channel: thread.channel, ts, text: `${RAG} Sorry for the noise.` });
    await settled(slack, database);
    await openFacts(slack, 'ben', thread);
    expect(inView(slack, 'ben')).not.toContain('You have a retrieval step');
    thread.say('ana', RAG);
    await slack.until(() => shown(thread.verdict()).includes('here: retrieval knobs'));
  });

  test('takes a fact that nobody spoke about', async () => {
    const { slack, database } = await startWorld();
    const thread = await ask(slack, SITUATION);
    const { id: viewId } = await openFacts(slack, 'ana', thread);
    await slack.click({ user: 'ana', viewId, actionId: 'add_fact', value: 'has_retrieval' });
    const form = await slack.until(() => topView(slack, 'ana')?.submit && topView(slack, 'ana'));
    await fillIn(slack, 'ana', form, { has_retrieval: 'true' });
    await slack.until(() => /You have a retrieval step\n.*@Ana\n✓ added by you/.test(inView(slack, 'ana')));
    await settled(slack, database);
    expect(shown(saidIn(slack, thread)[0] ?? {})).toMatch(
      /^@Ana added: Is there a retrieval step today\? You have a retrieval step/,
    );
    expect(shown(thread.verdict())).toContain('here: retrieval knobs');
  });

  test('says so when its case was forgotten meanwhile, whatever is pressed', async () => {
    const { slack, database } = await startWorld();
    const thread = await ask(slack, SITUATION);
    await settled(slack, database);
    await openFacts(slack, 'ana', thread);
    await openFacts(slack, 'ben', thread);
    await query(database, 'delete from cases');
    await pressBelow(slack, 'ana', 'Facts are missing', 'remove_fact');
    await pressBelow(slack, 'ben', 'Facts are missing', 'change_fact');
    for (const user of ['ana', 'ben'])
      await slack.until(() => inView(slack, user).includes('no longer kept'));
  });

  test('that is stale counts as what was pressed: the later word holds, and the earlier is named', async () => {
    const { slack, database } = await startWorld();
    const thread = await ask(slack, READ_INTO);
    await openFacts(slack, 'ana', thread);
    await openFacts(slack, 'ben', thread);
    await pressBelow(slack, 'ben', 'It is about a job', 'change_fact');
    const form = await slack.until(() => topView(slack, 'ben')?.submit && topView(slack, 'ben'));
    await fillIn(slack, 'ben', form, { asks: '"concept"' });
    await settled(slack, database);
    await pressBelow(slack, 'ana', 'It is about a job', 'confirm_fact_1');
    await slack.until(() => saidIn(slack, thread).length === 2);
    await settled(slack, database);
    expect(shown(saidIn(slack, thread)[1] ?? {})).toMatch(
      /^@Ana confirmed: .* It is about a job of your own \(instead of @Ben’s word: You want something explained/,
    );
  });

  test('asks to press again when Slack did not wait for the form', async () => {
    const { slack } = await startWorld();
    const thread = await ask(slack, SITUATION);
    await openFacts(slack, 'ana', thread);
    slack.faults.api('views.push', { kind: 'error', error: 'expired_trigger_id' });
    await pressBelow(slack, 'ana', 'Facts are missing', 'change_fact');
    await slack.until(() => inView(slack, 'ana').includes('please press again'));
  });
});

/** A Slack whose app has a model that reads more into a sentence than it says, and the thread of a case with it. */
async function readByModel() {
  const fact = { key: 'gap', value: 'knowledge', quote: 'is odd about refunds', message: 'm1' };
  const say = { facts: [fact], asks: [], route: 'none', rests_on: [] };
  const model = await startLlmServer((call) => ({ say: asksForSummary(call) ? { sentences: [] } : say }));
  afterTest(() => model.close());
  const world = await startWorld({
    env: { OPENAI_API_KEY: 'test-key', OPENAI_BASE_URL: model.baseUrl, OPENAI_MODEL: 'stand-in' },
  });
  return { ...world, thread: await ask(world.slack, 'Our support bot is odd about refunds.') };
}

describe('a reading of ours in the verdict', () => {
  test('is confirmed with one tap, once, and is that person’s word from then on', async () => {
    const { slack, database, thread } = await readByModel();
    expect(shown(thread.verdict())).toMatch(
      /@Ana ↗ {2}my reading: facts are missing.*\n\[ Confirm my reading \]/,
    );
    await Promise.all([
      press(slack, 'ben', thread, 'confirm_fact_1'),
      press(slack, 'ben', thread, 'confirm_fact_1'),
    ]);
    await slack.until(() => !shown(thread.verdict()).includes('my reading'));
    await settled(slack, database);
    expect(saidIn(slack, thread).map(shown)).toEqual([
      expect.stringMatching(/^@Ben confirmed: .*\nIt leaves the advice as it is\.$/),
    ]);
    expect(shown(thread.verdict())).toMatch(/ {2}@Ben ↗/);
    expect(shown(thread.verdict())).not.toContain('Confirm');
  });
});

describe('people who differ', () => {
  const dispute = async () => {
    const world = await startWorld();
    const thread = await ask(world.slack, 'Our support bot makes up refund rules.');
    thread.say('ana', 'We have 800 labelled examples.');
    thread.say('ben', 'No, we have only 90 labelled examples.');
    await world.slack.until(() => shown(thread.verdict()).includes('you differ'));
    return { ...world, thread };
  };

  test('are asked one question, with both quotations, and a button for what each said', async () => {
    const { thread } = await dispute();
    const verdict = shown(thread.verdict());
    expect(verdict).toMatch(/“.*90 labelled examples\.” {2}@Ben ↗ {2}you differ: 90 examples/);
    expect(verdict).toMatch(/“.*800 labelled examples\.” {2}@Ana ↗ {2}you differ: 800 examples/);
    expect(verdict.match(/\bquestion\b/g)).toHaveLength(1);
    expect(verdict).toMatch(
      /One question to @Ben and @Ana: How many labelled examples do you have\?\n\[ 90 examples \(@Ben\) \] \[ 800 examples \(@Ana\) \]/,
    );
  });

  test('settle it with one press, in the name of who pressed', async () => {
    const { slack, database, thread } = await dispute();
    await press(slack, 'ana', thread, 'settle_fact_1');
    await slack.until(() => !shown(thread.verdict()).includes('you differ'));
    await settled(slack, database);
    expect(shown(saidIn(slack, thread)[0] ?? {})).toMatch(
      /^@Ana settled: How many labelled examples do you have\? 90 examples\n/,
    );
    const [row] = await query(database, "select value, author from statements where state = 'corrected'");
    expect(row).toEqual([90, slack.user('ana').id]);
  });

  test('who both press, differently, are both told: the later word holds', async () => {
    const { slack, database, thread } = await dispute();
    const messageTs = thread.verdict().ts;
    await press(slack, 'ana', thread, 'settle_fact_1');
    await slack
      .click({ user: 'ben', channel: thread.channel, messageTs, actionId: 'settle_fact_2' })
      .catch(() => undefined);
    await settled(slack, database);
    const said = saidIn(slack, thread).map(shown).join('\n');
    expect(said).toMatch(/@Ana settled: .* 90 examples/);
    if (said.includes('@Ben'))
      expect(said).toMatch(/@Ben settled: .* 800 examples \(instead of @Ana’s word: 90/);
  });

  test('can settle it with a third value, in the form behind "Answer"', async () => {
    const { slack, database, thread } = await dispute();
    const form = await openQuestions(slack, 'ben', thread);
    expect(inView(slack, 'ben')).toContain('How many labelled examples do you have?');
    await fillIn(slack, 'ben', form, { examples: '400' });
    await slack.until(() => !shown(thread.verdict()).includes('you differ'));
    await settled(slack, database);
    expect(shown(saidIn(slack, thread)[0] ?? {})).toMatch(/^@Ben answers: .* 400 examples/);
  });
});

test('a button about a fact of a forgotten case says so, to who pressed it alone', async () => {
  const { slack, database, thread } = await readByModel();
  await settled(slack, database);
  await query(database, 'delete from cases');
  await press(slack, 'ana', thread, 'confirm_fact_1');
  expect((await slack.until(() => slack.ephemerals('ana')[0])).text).toMatch(/no longer kept/);
});

test('a correction of what a model’s proposal rests on ends the proposal', async () => {
  const fact = { key: 'gap', value: 'knowledge', quote: 'makes up refund rules', message: 'm1' };
  const say = { facts: [fact], asks: [], route: 'prompt-first', rests_on: ['gap'] };
  const model = await startLlmServer(() => ({ say }));
  afterTest(() => model.close());
  const { slack } = await startWorld({
    env: { OPENAI_API_KEY: 'test-key', OPENAI_BASE_URL: model.baseUrl, OPENAI_MODEL: 'stand-in' },
  });
  const thread = await ask(slack, 'Our support bot makes up refund rules.');
  expect(shown(thread.verdict())).toContain('A model proposed, within the rules');
  await openFacts(slack, 'ben', thread);
  await pressBelow(slack, 'ben', 'Facts are missing', 'change_fact');
  const form = await slack.until(() => topView(slack, 'ben')?.submit && topView(slack, 'ben'));
  await fillIn(slack, 'ben', form, { gap: '"search"' });
  await slack.until(() => shown(thread.verdict()).includes('Rules decided'));
});
