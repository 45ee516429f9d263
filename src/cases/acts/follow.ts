import type { InboxBody } from '../../store/inbound.ts';
import type { Act } from './act.ts';
import type { ActContext } from './act-context.ts';

type Body = Extract<InboxBody, { kind: 'follow' }>;

const FOLLOWS = 'asked me to follow this thread again. I read what is written from here on.';
const LEAVES = 'asked me to stop following. I read no more here, unless you mention me or follow again (⋯).';
const MAY_NOT =
  'asked me to follow this thread. In this channel I may read only what mentions me: whoever runs me set it so (CHANNELS).';

/** Leaves a thread alone, or follows it again, where that is allowed. Asked by name, we answer all the same. */
export async function follow({ user, following }: Body, { file, channels }: ActContext): Promise<Act> {
  const { workspace, channel } = file.row;
  if (following && !(await channels.follows(workspace, channel))) return { deed: { by: user, did: MAY_NOT } };
  return {
    deed: { by: user, did: following ? FOLLOWS : LEAVES },
    write: async (trx, ref) => {
      await trx
        .updateTable('cases')
        .set({ following })
        .where('workspace', '=', ref.workspace)
        .where('id', '=', ref.caseId)
        .execute();
    },
  };
}
