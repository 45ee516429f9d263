import type { Inbound } from '../../store/inbound.ts';
import type { MentionRequest } from '../mention-request.ts';
import type { Base } from './base.ts';

/** What somebody asked of us in one word; undefined for help, which is answered at once and to them alone. */
export function fromRequest(
  request: MentionRequest,
  { user, at, threadTs, base }: { user: string; at: number; threadTs: string; base: Base },
): Inbound | undefined {
  const inThread = { ...base, threadTs, opening: undefined, at };
  switch (request) {
    case 'help':
      return undefined;
    case 'stop':
    case 'follow':
      return { ...inThread, body: { kind: 'follow', user, at, following: request === 'follow' } };
    default:
      return { ...inThread, body: { kind: 'tell', user, at, what: request } };
  }
}
