import { WebAPIPlatformError, WebAPIRateLimitedError, type WebClient } from '@slack/web-api';
import type { Utterance } from '../cases/utterance.ts';
import type { Place, SeenThread, Voice } from '../cases/voice.ts';
import type { Setting } from './blocks/people.ts';
import type { Rendered } from './blocks/verdict-message.ts';
import { type CaseShowing, settingOf } from './case-in-view.ts';
import { decisionRecord } from './decision-record.ts';
import { eraseMessage } from './erase-message.ts';
import { findFile, uploadRecord } from './export-file.ts';
import { whoIsGone } from './gone-people.ts';
import type { Identities } from './identities.ts';
import { METADATA_TYPE } from './message-mark.ts';
import { ownMessages } from './own-messages.ts';
import { peopleIn } from './people-in.ts';
import { plainText } from './plain-text.ts';
import { createPresence } from './presence.ts';
import { render } from './render.ts';
import { respond } from './respond.ts';
import { toVoiceError } from './slack-failure.ts';

/** One page of a thread or channel; more is not looked at. */
const PAGE = 100;
/** So far before it was first attempted a message is looked for; clocks of two machines differ. */
const CLOCK_SKEW_MS = 60_000;
/** Messages that name owners: there it matters whether somebody is still here. */
const OWNED: readonly Utterance['kind'][] = ['plan', 'decision'];

export type SlackVoiceOptions = Omit<CaseShowing, 'db'>;

/** Says in Slack what cases have to say. */
export function createSlackVoice(options: SlackVoiceOptions): Voice {
  const { identities, packFor } = options;
  const clientFor = async (workspace: string): Promise<WebClient> => (await identities.of(workspace)).client;
  const settingFor = async (place: Place, utterance: Utterance): Promise<Setting> => ({
    ...(await settingOf(place, peopleIn(utterance), options)),
    ...(OWNED.includes(utterance.kind)
      ? { gone: await whoIsGone(await clientFor(place.workspace), peopleIn(utterance)) }
      : {}),
  });
  const rendered = async (place: Place, utterance: Utterance): Promise<Rendered> =>
    render(utterance, (await packFor(place.workspace)).pack, await settingFor(place, utterance));

  return {
    post: (place, key, utterance) =>
      translated(async () => {
        const client = await clientFor(place.workspace);
        const setting = await settingFor(place, utterance);
        const { pack } = await packFor(place.workspace);
        const message = render(utterance, pack, setting);
        if (utterance.kind === 'export') {
          const content = decisionRecord(utterance.record, pack, setting);
          return uploadRecord(client, place, key, message, content);
        }
        const { ts } = await client.chat.postMessage({
          channel: place.channel,
          ...message,
          ...(place.threadTs ? { thread_ts: place.threadTs } : {}),
          ...markOf(key),
          unfurl_links: false,
          unfurl_media: false,
        });
        if (!ts) throw new Error('Slack took the message and did not say where it is.');
        return ts;
      }),
    update: (place, ts, utterance) =>
      translated(async () => {
        // A file stays as it was posted.
        if (utterance.kind === 'export') return;
        const message = await rendered(place, utterance);
        const client = await clientFor(place.workspace);
        await client.chat.update({ channel: place.channel, ts, ...message });
      }),
    find: (place, key, since) =>
      translated(async () => find(await clientFor(place.workspace), place, key, since)),
    whisper: (responseUrl, place, utterance) =>
      translated(async () =>
        respond(responseUrl, { ...(await rendered(place, utterance)), response_type: 'ephemeral' }),
      ),
    ...createPresence(clientFor),
    thread: (place, since) => readThread(identities, place, since),
    ours: (place) => ownMessages(identities, place),
    erase: (workspace, channel, ts) =>
      translated(async () => eraseMessage(await clientFor(workspace), channel, ts)),
    direct: (workspace, person) =>
      translated(async () => {
        const client = await clientFor(workspace);
        const { channel } = await client.conversations.open({ users: person });
        if (!channel?.id) throw new Error('Slack opened no direct message.');
        return channel.id;
      }),
  };
}

const markOf = (key: string) => ({ metadata: { event_type: METADATA_TYPE, event_payload: { key } } });

async function find(client: WebClient, place: Place, key: string, since: Date): Promise<string | undefined> {
  const page = {
    channel: place.channel,
    oldest: String((since.getTime() - CLOCK_SKEW_MS) / 1000),
    limit: PAGE,
    include_all_metadata: true,
  };
  const { messages } = place.threadTs
    ? await client.conversations.replies({ ...page, ts: place.threadTs })
    : await client.conversations.history(page);
  return (
    messages?.find(({ metadata }) => {
      const payload = metadata?.event_payload;
      return (
        metadata?.event_type === METADATA_TYPE &&
        typeof payload === 'object' &&
        'key' in payload &&
        payload.key === key
      );
    })?.ts ?? findFile(messages, key)
  );
}

async function readThread(
  identities: Identities,
  place: Place,
  since: number | undefined,
): Promise<SeenThread> {
  if (!place.threadTs) return { messages: [], missing: undefined };
  try {
    const { client, botUserId } = await identities.of(place.workspace);
    const { messages = [], has_more: more } = await client.conversations.replies({
      channel: place.channel,
      ts: place.threadTs,
      limit: PAGE,
      ...(since === undefined ? {} : { oldest: (since / 1000).toFixed(6) }),
    });
    const seen = messages.flatMap(({ ts, user, text, bot_id: bot }) =>
      ts && user && text && !bot ? [{ ts, author: user, text: plainText(text, botUserId) }] : [],
    );
    return {
      messages: seen,
      missing: more
        ? `I read the first ${PAGE} messages of this thread, and what comes from now on.`
        : undefined,
    };
  } catch (error) {
    return { messages: [], missing: whyUnread(error) };
  }
}

function whyUnread(error: unknown): string {
  const onward = 'I go by what is written from here on; tell me again what matters of it.';
  if (error instanceof WebAPIRateLimitedError)
    return `Slack does not let me read what was said here before, for now. ${onward}`;
  if (error instanceof WebAPIPlatformError && error.data.error === 'missing_scope') {
    return `I am not allowed to read what was said here before (the app lacks the permission to read history). ${onward}`;
  }
  return `I could not read what was said here before. ${onward}`;
}

/** Runs a call and gives its failure in the words of cases. */
async function translated<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw toVoiceError(error);
  }
}
