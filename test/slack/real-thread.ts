import { WebClient } from '@slack/web-api';
import { pino } from 'pino';
import type { Pack } from '../../src/advisor/pack.ts';
import type { Utterance } from '../../src/cases/utterance.ts';
import type { Place, Voice } from '../../src/cases/voice.ts';
import { systemClock } from '../../src/clock.ts';
import type { Sandbox } from '../../src/sandbox/server/sandbox.ts';
import type { Message } from '../../src/sandbox/wire/message.ts';
import type { Setting } from '../../src/slack/blocks/people.ts';
import { clientOptions } from '../../src/slack/client-options.ts';
import { onlyIdentity } from '../../src/slack/identities.ts';
import { createSlackVoice } from '../../src/slack/voice.ts';
import { testSlack } from '../support/slack.ts';

export const ANA = 'U0ANA000001';
/** Somebody whose name is as long as Slack lets it be. */
export const LONG = 'U0LONGNAME1';
const NAMES = new Map([
  [ANA, 'Ana <!channel>'],
  [LONG, 'N'.repeat(80)],
]);
const WORKSPACE_URL = 'https://a-workspace-with-a-long-name.slack.com/';

/** A thread in a Slack that refuses what the real one would refuse, and a voice that posts there. */
export interface RealThread {
  slack: Sandbox;
  client: WebClient;
  voice: Voice;
  place: Place;
  /** What rendering is given there. */
  setting: Setting;
  /** Posts for real: what Slack would not take fails here. */
  post(utterance: Utterance): Promise<Message>;
}

export async function realThread(pack: Pack): Promise<RealThread> {
  const slack = await testSlack({ events: [] });
  const client = new WebClient(slack.botToken, clientOptions(slack.apiUrl, pino({ level: 'silent' })));
  const voice = createSlackVoice({
    identities: onlyIdentity({ client, workspaceUrl: WORKSPACE_URL, botUserId: slack.botUserId }),
    packFor: async () => ({ pack }),
    names: { of: async () => NAMES },
    clock: systemClock,
  });
  const channel = slack.channel('#llm-help').id;
  const threadTs = slack.say({ user: 'ana', channel, text: 'the root' });
  const place = {
    workspace: slack.teamId,
    caseId: '00000000-0000-8000-8000-000000000000',
    channel,
    threadTs,
  };
  return {
    slack,
    client,
    voice,
    place,
    setting: { place, names: NAMES, workspaceUrl: WORKSPACE_URL, today: '2026-11-20' },
    post: async (utterance) => {
      const ts = await voice.post(place, 'key', utterance);
      const message = slack.messages(channel, threadTs).find((each) => each.ts === ts);
      if (!message) throw new Error('The message is not there.');
      return message;
    },
  };
}
