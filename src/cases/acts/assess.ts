import type { InboxBody } from '../../store/inbound.ts';
import type { Act } from './act.ts';
import type { ActContext } from './act-context.ts';

type Body = Extract<InboxBody, { kind: 'assess' }>;

/** Called to a thread by its menu. Where it is a case already, the thread is told that we looked again. */
export const assess = ({ user }: Body, { file }: ActContext): Act => ({
  deed:
    file.assessment === undefined
      ? undefined
      : { by: user, did: 'asked me to assess this thread again. The verdict above is up to date.' },
});
