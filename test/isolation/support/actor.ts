import type { Sandbox } from '../../../src/sandbox/server/sandbox.ts';
import type { View } from '../../../src/sandbox/wire/view.ts';
import { connected } from '../../support/connected.ts';
import { caseIdOf, messageOf, press, send } from '../../support/forms.ts';
import { pick } from '../../support/menu.ts';
import { ask, type CaseThread, verdictBelow } from '../../support/threads.ts';
import { notAgreed, type Trade } from '../../support/trade-guidance.ts';
import type { Deed } from './deeds.ts';
import { TRADES } from './trades.ts';

/** Does in a workspace what a plan says, as ana. */
export interface Actor {
  /** Resolves when it is done, and with what was shown to her alone because of it. */
  act(deed: Deed): Promise<View | undefined>;
}

const USER = 'ana';

/** What only one workspace has. */
export interface Mark {
  /** A word and a number that nobody else says. */
  word: string;
  pairs: number;
  /** The name of its channel, which has the same id everywhere. */
  channel: string;
  /** The guidance that it alone chooses. */
  guidance: Trade;
}

/** @param common guidance that others choose, too */
export function createActor(slack: Sandbox, mark: Mark, common: Trade): Actor {
  const CHANNEL = slack.channel(`#${mark.channel}`).id;
  const threads: CaseThread[] = [];
  const situations = [
    `Our ${mark.word} bot makes up refund rules. We have ${mark.pairs} Q&A pairs and want to fine-tune on them.`,
    `Our ${mark.word} team pays too much for a large model. We have ${mark.pairs} labelled tickets.`,
    `Should we fine-tune the ${mark.word} model? We have ${mark.pairs} examples.`,
    `${notAgreed(...TRADES)} They are about ${mark.word}.`,
  ];
  const replies = [
    `We already have RAG over the ${mark.word} handbook, but it often returns the wrong page.`,
    'No.',
    'What would it cost?',
    `About ${mark.pairs}.`,
  ];
  const among = <T>(list: readonly T[], at: number): T | undefined => list[at % Math.max(1, list.length)];
  const threadAt = (at: number): CaseThread | undefined => among(threads, at);

  async function see(open: () => Promise<void>): Promise<View> {
    const before = new Set(slack.views(USER).map(({ id }) => id));
    await connected(slack);
    await open();
    return slack.until(() =>
      slack.views(USER).find(({ id, blocks }) => !before.has(id) && blocks.length > 0),
    );
  }

  function close(view: View): View {
    for (const { id } of slack.views(USER)) if (id === view.id) slack.closeView({ user: USER, viewId: id });
    return view;
  }

  async function begin(deed: Extract<Deed, { text: number }>): Promise<void> {
    const text = among(situations, deed.text) ?? '';
    if (deed.do === 'ask') {
      threads.push(await ask(slack, text, { user: USER, channel: CHANNEL }));
      return;
    }
    const channel = deed.do === 'direct' ? slack.dm(USER) : CHANNEL;
    const said = deed.do === 'direct' ? text : `@tuneornot ${text}`;
    threads.push(await verdictBelow(slack, channel, slack.say({ user: USER, channel, text: said })));
  }

  async function forget(thread: CaseThread): Promise<View> {
    const caseId = caseIdOf(thread);
    const view = await see(() => pick(slack, USER, thread, 'forget'));
    await send(slack, USER, view.id, { what: caseId });
    threads.splice(threads.indexOf(thread), 1);
    return close(view);
  }

  async function plan(thread: CaseThread): Promise<View | undefined> {
    if (messageOf(slack, thread, 'plan')) return undefined;
    const view = await see(() => press(slack, USER, thread, thread.verdict(), { actionId: 'make_plan' }));
    await send(slack, USER, view.id, {});
    return close(view);
  }

  const command = async (text: string): Promise<void> => {
    await slack.command({ user: USER, channel: CHANNEL, text: `/finetune ${text}` });
  };

  return {
    act: async (deed) => {
      await connected(slack);
      const thread = 'thread' in deed ? threadAt(deed.thread) : undefined;
      switch (deed.do) {
        case 'ask':
        case 'mention':
        case 'direct':
          await begin(deed);
          return undefined;
        case 'reply':
          // Where threads are not followed, only what mentions us is heard.
          thread?.say(USER, `${deed.text < replies.length ? '' : '@tuneornot '}${among(replies, deed.text)}`);
          return undefined;
        case 'look':
          if (!thread) return undefined;
          if (deed.at !== 'why') return close(await see(() => pick(slack, USER, thread, deed.at)));
          return close(await see(() => press(slack, USER, thread, thread.verdict(), { actionId: 'why' })));
        case 'plan':
          return thread && plan(thread);
        case 'export':
          if (thread) await pick(slack, USER, thread, 'export');
          return undefined;
        case 'forget':
          return thread && forget(thread);
        case 'digest': {
          const form = await see(() => command('digest'));
          await send(slack, USER, form.id, {});
          return close(form);
        }
        case 'settings': {
          const form = await see(() => command('settings'));
          await send(slack, USER, form.id, {
            retention: String(mark.pairs % 50),
            guidance: [...(deed.own ? [mark.guidance.name] : []), ...(deed.common ? [common.name] : [])],
          });
          return close(form);
        }
        case 'home':
          slack.openHome(USER);
          await slack.until(() => slack.home(USER));
          return undefined;
        case 'status':
        case 'usage':
          await command(deed.do);
          return undefined;
        case 'guide':
          await command('guide masked letters and the purpose in writing');
          return undefined;
      }
    },
  };
}
