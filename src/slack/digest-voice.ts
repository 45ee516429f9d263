import { CannotSpeakError, type Voice } from '../cases/voice.ts';
import type { PackFor } from '../curator/ready-pack.ts';
import type { DigestUtterance, DigestVoice } from '../digest/digest-voice.ts';
import { digestMessage, peopleInDigest } from './blocks/digest-message.ts';
import { answerText, withoutAsking, withoutEnded } from './blocks/digest-redrawn.ts';
import { digestStoppedMessage } from './blocks/digest-stopped-message.ts';
import type { Rendered } from './blocks/verdict-message.ts';
import { whoIsGone } from './gone-people.ts';
import type { Identities } from './identities.ts';
import type { Membership } from './membership.ts';
import { METADATA_TYPE } from './message-mark.ts';
import type { KeptNames } from './names.ts';
import { createRedraw } from './redraw-message.ts';
import { toVoiceError } from './slack-failure.ts';

export interface DigestVoiceOptions {
  identities: Identities;
  packFor: PackFor<'pack'>;
  names: Pick<KeptNames, 'of' | 'zoneOf'>;
  membership: Membership;
  /** How cases speak; digests are found, taken away and told alone in the same way. */
  voice: Pick<Voice, 'find' | 'erase' | 'direct'>;
}

/** Says in Slack what digests have to say. */
export function createDigestVoice(options: DigestVoiceOptions): DigestVoice {
  const { identities, packFor, names, membership, voice } = options;

  const redraw = createRedraw(identities);

  async function rendered(workspace: string, utterance: DigestUtterance): Promise<Rendered> {
    if (utterance.kind === 'digest-stopped') return digestStoppedMessage(utterance.digest, utterance.reason);
    const { content } = utterance;
    const { workspaceUrl } = await identities.of(workspace);
    const setting = { names: await names.of(workspace, peopleInDigest(content)), workspaceUrl };
    return digestMessage(content, (await packFor(workspace)).pack, setting);
  }

  return {
    post: async (workspace, channel, key, utterance) => {
      const { client } = await identities.of(workspace);
      const message = await rendered(workspace, utterance);
      try {
        const { ts } = await client.chat.postMessage({
          channel,
          ...message,
          metadata: { event_type: METADATA_TYPE, event_payload: { key } },
          unfurl_links: false,
          unfurl_media: false,
        });
        if (!ts) throw new Error('Slack took the message and did not say where it is.');
        return ts;
      } catch (error) {
        throw toVoiceError(error);
      }
    },
    find: (workspace, channel, key, since) =>
      voice.find({ workspace, caseId: '', channel, threadTs: undefined }, key, since),
    redraw: async ({ workspace, channel, ts }, change) => {
      try {
        if (change.kind === 'ended')
          return await redraw({ workspace, channel, ts }, (blocks) =>
            withoutEnded(blocks, change.digest, change.ended),
          );
        const said = answerText(change, { names: await names.of(workspace, [change.by]) });
        await redraw({ workspace, channel, ts }, (blocks) => withoutAsking(blocks, said));
      } catch (error) {
        throw toVoiceError(error);
      }
    },
    erase: async (workspace, channel, ts) => {
      await voice.erase(workspace, channel, ts);
    },
    direct: (workspace, person) => voice.direct(workspace, person),
    zoneOf: (workspace, person) => names.zoneOf(workspace, person),
    channelsOf: async (workspace, person) => {
      const { client } = await identities.of(workspace);
      // Slack takes messages to an account that nobody uses any more.
      if ((await whoIsGone(client, [person])).size > 0) throw new CannotSpeakError('user_disabled');
      try {
        const joined = await membership.channelsOf(workspace, person);
        return [...joined.values()].flatMap(({ id, shared }) => (shared ? [] : [id]));
      } catch (error) {
        throw toVoiceError(error);
      }
    },
  };
}
