import type { JsonObject } from '../../wire/json.ts';
import type { World } from '../world/world.ts';
import { mentionsInBlocks, mentionsInText } from './mentions-in.ts';
import type { Ping } from './ping.ts';

/** The parts of a message that can notify. `linkNames` also reads a bare "@channel" in the text as a mention. */
interface Notifying {
  channel: string;
  ts: string;
  text: string;
  blocks?: JsonObject[] | undefined;
  attachments?: JsonObject[] | undefined;
  linkNames?: boolean | undefined;
}

/** Notes whom a message of the bot notifies; each once, whether text or blocks or both name them. */
export function notePings(world: World, message: Notifying, via: Ping['via']): void {
  const { channel, ts } = message;
  const mentions = [
    ...mentionsInText(message.text),
    ...mentionsInBlocks(message.blocks),
    ...mentionsInBlocks(message.attachments),
    ...(message.attachments ?? []).flatMap((a) => mentionsInText([a.text, a.pretext, a.fallback].join('\n'))),
    ...(message.linkNames ? bareBroadcasts(message.text) : []),
  ];
  const seen = new Set<string>();
  for (const mention of mentions) {
    const key = `${mention.kind}:${mention.target}`;
    if (seen.has(key)) continue;
    seen.add(key);
    world.volatile.pings.push({ channel, ts, ...mention, via });
  }
}

function bareBroadcasts(text: string): Pick<Ping, 'kind' | 'target'>[] {
  const found = text.matchAll(/(?<![\w<!])@(channel|here|everyone)\b/g);
  return [...found].map((match) => ({ kind: 'broadcast', target: match[1] ?? '' }));
}
