import type { Kysely } from 'kysely';
import type { CaseRef } from '../store/case-ref.ts';
import { type Outgoing, outgoingWith } from '../store/outbox.ts';
import type { Tables } from '../store/tables.ts';
import { type Quoted, type Reply, StoredUtterance } from './utterance.ts';

/**
 * Our replies that quote messages which were edited or deleted, without those quotations: who takes words back does not
 * find them below.
 * @param stale the ids of those messages
 */
export async function unquotedReplies(
  db: Kysely<Tables>,
  ref: CaseRef,
  stale: readonly string[],
): Promise<Outgoing[]> {
  if (stale.length === 0) return [];
  const rows = await outgoingWith(db, ref, stale);
  return rows.flatMap(({ key, channel, content }) => {
    const { data } = StoredUtterance.safeParse(content);
    if (data?.kind !== 'reply') return [];
    return [{ key, channel, content: { ...data, reply: unquoted(data.reply, new Set(stale)) } }];
  });
}

function unquoted(reply: Reply, stale: ReadonlySet<string>): Reply {
  const { changed, noted, answers, ...rest } = reply;
  const stands = (quoted: Quoted | undefined): boolean => quoted !== undefined && !stale.has(quoted.message);
  return {
    ...rest,
    ...(changed ? { changed: stands(changed.because) ? changed : { ...changed, because: undefined } } : {}),
    noted: noted.filter(stands),
    answers: answers.map((answer) => (stale.has(answer.message) ? { ...answer, question: '…' } : answer)),
  };
}
