import type { Kysely } from 'kysely';
import { writeInbounds } from '../store/inbox.ts';
import type { Tables } from '../store/tables.ts';
import type { Place, Voice } from './voice.ts';

/**
 * Keeps what people said in a thread before we knew that it is ours: its root was in Slack, and the answer that tells us
 * so was lost, so that what arrived meanwhile belonged to no case.
 */
export async function catchUp(
  place: Place & { threadTs: string },
  { db, voice }: { db: Kysely<Tables>; voice: Voice },
): Promise<void> {
  const { messages } = await voice.thread(place);
  await writeInbounds(
    db,
    messages.map(({ ts, author, text }) => ({
      workspace: place.workspace,
      eventKey: `seen:${place.channel}:${ts}`,
      channel: place.channel,
      threadTs: place.threadTs,
      opening: undefined,
      body: { kind: 'message', message: { ts, user: author, text }, mentioned: false },
      at: Math.round(Number(ts) * 1000),
    })),
  );
}
