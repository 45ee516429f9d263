import type { Verdict } from '../../advisor/verdict.ts';

/** What took the route of a verdict, in a few words. */
export function whoDecided({ decidedBy, weighed }: Verdict): string {
  if (decidedBy === 'rules') return 'Rules decided';
  return `${weighed ? 'The words of the thread decided' : 'A model proposed'}, within the rules`;
}
