import { addErasures } from '../../store/erasures.ts';
import { forgetDigestsOfCase } from '../../store/forget-digests.ts';
import { deletePersonInCase } from '../../store/forget-in-store.ts';
import type { InboxBody } from '../../store/inbound.ts';
import type { Act } from './act.ts';
import type { ActContext } from './act-context.ts';

type Body = Extract<InboxBody, { kind: 'forget_person' }>;

/** Said without a name: who wants to be forgotten is not named for it. */
const TOLD =
  'Somebody asked me to forget what they said here. What rested on it is gone, and the advice is computed without it.';

/** Keys of messages that repeat somebody's words. */
const QUOTING = /^(?:reply|said|told):/;

/** Forgets what a person said and did in somebody else's case; the verdict is computed anew without it. */
export async function forgetPerson(
  { user, forgetting }: Body,
  { ref, file, voice }: ActContext,
): Promise<Act> {
  const { channel, thread_ts: threadTs } = file.row;
  const counted = file.statements.some(({ evidence }) => evidence.author === user);
  const seen = threadTs === null ? [] : await voice.ours({ ...ref, channel, threadTs });
  return {
    deed: undefined,
    ...(counted ? { note: TOLD } : {}),
    restate: (statements) => statements.filter(({ evidence }) => evidence.author !== user),
    write: async (trx) => {
      const { messages, kept } = await deletePersonInCase(trx, ref, user);
      // Replies of which nothing is kept any more may quote anybody. A file's message has no mark.
      const unknown = seen.filter(({ key, ts }) =>
        key === undefined ? messages.some(isExport) : QUOTING.test(key) && !kept.includes(ts),
      );
      const gone = [...messages, ...unknown].flatMap(({ ts }) => ts || []);
      const asked = { workspace: ref.workspace, id: forgetting };
      await addErasures(trx, asked, channel, gone);
      // A headline may hold what they stated.
      await forgetDigestsOfCase(trx, ref, asked);
    },
  };
}

const isExport = ({ key }: { key: string }): boolean => key.startsWith('export:');
