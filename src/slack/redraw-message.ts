import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Identities } from './identities.ts';

/** A block as Slack gives it back; what is not looked at stays as it is. */
const Drawn = z.looseObject({
  type: z.string(),
  block_id: z.string().exactOptional(),
  text: z.looseObject({ type: z.string(), text: z.string() }).exactOptional(),
  accessory: z.unknown().exactOptional(),
  elements: z.array(z.looseObject({ action_id: z.string().exactOptional() })).exactOptional(),
});
export type DrawnBlock = z.infer<typeof Drawn>;

/** Changes some of a message of ours, which is not stored here: it is read from Slack and written back. */
export type RedrawMessage = (
  place: { workspace: string; channel: string; ts: string },
  edit: (blocks: readonly DrawnBlock[]) => readonly DrawnBlock[] | undefined,
) => Promise<void>;

/** Redraws messages, each by one at a time: whoever comes second sees what the first made of it. */
export function createRedraw(identities: Identities): RedrawMessage {
  const underWay = new Map<string, Promise<void>>();

  return (place, edit) => {
    const key = `${place.workspace}/${place.channel}/${place.ts}`;
    const before = underWay.get(key) ?? Promise.resolve();
    const work = before
      .catch(() => undefined)
      .then(async () => redraw((await identities.of(place.workspace)).client, place, edit));
    underWay.set(key, work);
    const done = (): void => {
      if (underWay.get(key) === work) underWay.delete(key);
    };
    work.then(done, done);
    return work;
  };
}

async function redraw(
  client: WebClient,
  { channel, ts }: { channel: string; ts: string },
  edit: Parameters<RedrawMessage>[1],
): Promise<void> {
  const { messages } = await client.conversations.history({
    channel,
    latest: ts,
    oldest: ts,
    inclusive: true,
    limit: 1,
  });
  const found = messages?.find((message) => message.ts === ts);
  const blocks = found && edit(z.array(Drawn).parse(found.blocks ?? []));
  if (blocks) await client.chat.update({ channel, ts, text: found.text ?? '', blocks: [...blocks] });
}
