import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';

/**
 * Notes that we are about to say hello in a channel.
 * @returns false when that was done for this joining already: the event was told twice
 */
export async function noteHello(
  db: Kysely<Tables>,
  hello: { workspace: string; channel: string; eventKey: string; at: Date },
): Promise<boolean> {
  const { workspace, channel, eventKey, at } = hello;
  const noted = await db
    .insertInto('hellos')
    .values({ workspace, channel, event_key: eventKey, said_at: at })
    .onConflict((conflict) =>
      conflict
        .columns(['workspace', 'channel'])
        .doUpdateSet({ event_key: eventKey, said_at: at })
        .where('hellos.event_key', '!=', eventKey),
    )
    .returning('channel')
    .executeTakeFirst();
  return noted !== undefined;
}
