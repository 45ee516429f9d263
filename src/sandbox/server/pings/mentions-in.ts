import { asString, type Json, type JsonObject } from '../../wire/json.ts';
import { wireTokens } from '../../wire/wire-tokens.ts';
import type { Ping } from './ping.ts';

/** Whom a text or block names, without the message around it. */
export type Mention = Pick<Ping, 'kind' | 'target'>;

/** @returns whom wire text names: `<@U…>`, `<!subteam^S…>`, `<!channel>`, `<!here>`, `<!everyone>` */
export function mentionsInText(text: string): Mention[] {
  return wireTokens(text).flatMap((token): Mention[] => {
    if (token.kind === 'user') return [{ kind: 'user', target: token.id }];
    if (token.kind === 'usergroup') return [{ kind: 'usergroup', target: token.id }];
    if (token.kind === 'broadcast') return [{ kind: 'broadcast', target: token.range }];
    return [];
  });
}

/**
 * @returns whom blocks name, at any depth. mrkdwn and markdown are read like text; plain_text never names anybody;
 * rich text names by its own elements, and the text in it is taken literally.
 */
export function mentionsInBlocks(blocks: Json | undefined): Mention[] {
  if (Array.isArray(blocks)) return blocks.flatMap(mentionsInBlocks);
  if (typeof blocks !== 'object' || blocks === null) return [];
  const own = mentionOf(blocks);
  return [...own, ...Object.values(blocks).flatMap(mentionsInBlocks)];
}

function mentionOf(object: JsonObject): Mention[] {
  switch (object.type) {
    case 'mrkdwn':
    case 'markdown':
      return mentionsInText(asString(object.text) ?? '');
    case 'user':
      return named('user', object.user_id);
    case 'usergroup':
      return named('usergroup', object.usergroup_id);
    case 'broadcast':
      return named('broadcast', object.range);
    default:
      return [];
  }
}

function named(kind: Mention['kind'], target: Json | undefined): Mention[] {
  return typeof target === 'string' ? [{ kind, target }] : [];
}
