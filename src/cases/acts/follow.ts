import type { InboxBody } from '../../store/inbound.ts';
import type { Act } from './act.ts';

/** Leaves a thread alone, or follows it again. Asked by name, we answer all the same. */
export const follow = ({ user, following }: Extract<InboxBody, { kind: 'follow' }>): Act => ({
  deed: {
    by: user,
    did: following
      ? 'asked me to follow this thread again. I read what is written from here on.'
      : 'asked me to stop following. I read no more here, unless you mention me or follow again (⋯).',
  },
  write: async (trx, { workspace, caseId }) => {
    await trx
      .updateTable('cases')
      .set({ following })
      .where('workspace', '=', workspace)
      .where('id', '=', caseId)
      .execute();
  },
});
