import type { Pack } from './pack.ts';
import type { Verdict } from './verdict.ts';

/** What took the route of a verdict, in a few words. */
export function whoDecided({ decidedBy, weighed }: Verdict): string {
  if (decidedBy === 'rules') return 'Rules decided';
  return `${weighed ? 'The words of the thread decided' : 'A model proposed'}, within the rules`;
}

/** The same; where words decided, which nobody can check as a fact can be, also what the facts alone would have said. */
export function whoDecidedBesideFacts(verdict: Verdict, pack: Pack): string {
  const alone = verdict.weighed && pack.guidance.get(verdict.ownRoute)?.advice;
  return [whoDecided(verdict), ...(alone ? [`the facts alone would say: ${alone}`] : [])].join('; ');
}
