import { describe, expect, test } from '@jest/globals';
import type { Sandbox } from '../../../src/sandbox/server/sandbox.ts';
import { startWorld } from '../../support/app.ts';
import { messageOf, modalOf, press, send } from '../../support/forms.ts';
import { pick } from '../../support/menu.ts';
import { linksOf, shown } from '../../support/shown.ts';
import { ask, type CaseThread, settled } from '../../support/threads.ts';

const SITUATION =
  'Our support bot makes up refund rules [see](https://evil.example) *here*. We have 800 Q&A pairs.';

const filesIn = (slack: Sandbox, thread: CaseThread) =>
  slack.messages(thread.channel, thread.ts).filter(({ files }) => (files ?? []).length > 0);

describe('a case as a file', () => {
  test('is a decision record in Markdown in the thread, once, and nobody is pinged', async () => {
    const { slack, database } = await startWorld();
    const thread = await ask(slack, SITUATION);
    await press(slack, 'ana', thread, thread.verdict(), { actionId: 'make_plan' });
    await send(slack, 'ana', (await modalOf(slack, 'ana')).id, {});
    await slack.until(() => messageOf(slack, thread, 'plan'));
    await pick(slack, 'ben', thread, 'export');
    const message = await slack.until(() => filesIn(slack, thread)[0]);
    await settled(slack, database);
    expect(filesIn(slack, thread)).toHaveLength(1);
    expect(message.text).toBe('@Ben asked for this case as a file.');
    expect(message.files?.[0]).toMatchObject({
      name: expect.stringMatching(/^fine-tuning-decision-[0-9a-f]{8}\.md$/),
      title: 'Should we fine-tune? A decision record',
    });
    expect(slack.pings()).toEqual([]);
  });

  test('that Slack took without our hearing of it is found and not posted again', async () => {
    const { slack, database } = await startWorld();
    const thread = await ask(slack, SITUATION);
    slack.faults.api('files.completeUploadExternal', { kind: 'lost-answer' });
    await pick(slack, 'ana', thread, 'export');
    await slack.until(() => filesIn(slack, thread)[0]);
    await settled(slack, database);
    expect(filesIn(slack, thread)).toHaveLength(1);
    expect(messageOf(slack, thread, 'no-export')).toBeUndefined();
  });

  test('that could not be uploaded at first comes all the same', async () => {
    const { slack, database } = await startWorld();
    const thread = await ask(slack, SITUATION);
    slack.faults.api('upload', { kind: 'http', status: 500 });
    await pick(slack, 'ana', thread, 'export');
    await slack.until(() => filesIn(slack, thread)[0]);
    await settled(slack, database);
    expect(filesIn(slack, thread)).toHaveLength(1);
  });

  test.each([
    [
      'where the app lacks the permission',
      { withoutScopes: ['files:write'] },
      /lacks the permission files:write/,
    ],
    ['where the upload fails again and again', {}, /Slack did not take the file/],
  ])('%s is offered as text instead', async (_, options, why) => {
    const { slack } = await startWorld(options);
    const thread = await ask(slack, SITUATION);
    slack.faults.api('upload', { kind: 'http', status: 500 }, { times: Number.POSITIVE_INFINITY });
    await pick(slack, 'ana', thread, 'export');
    const message = await slack.until(() => messageOf(slack, thread, 'no-export'));
    expect(shown(message)).toMatch(why);
    expect(shown(message)).toMatch(/Nothing is lost/);
    await press(slack, 'ben', thread, message, { actionId: 'show_record' });
    const view = await modalOf(slack, 'ben');
    const markdown = shown(view);
    expect(markdown).toMatch(/# Should we fine-tune\? Not yet\./);
    for (const part of ['Context', 'Options', 'Decision', 'Consequences', 'Sources'])
      expect(markdown).toContain(`## ${part}`);
    expect(markdown).toContain('Status: advised, not decided');
    expect(markdown).toMatch(/“We have 800 Q&A pairs\.” \[@Ana\]\(http/);
    expect(markdown).not.toContain('[see](https://evil.example)');
    expect(linksOf(view)).not.toContain('https://evil.example');
  });
});
