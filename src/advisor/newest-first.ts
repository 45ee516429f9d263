import type { Recorded } from './fact.ts';

/** Set by a person, in a form or with a button: corrected, or taken out. */
export const isByHand = ({ state }: Recorded): boolean => state === 'corrected' || state === 'removed';

/** By time; what was said at the same time is put in an order that does not depend on arrival. */
export function newestFirst(a: Recorded, b: Recorded): number {
  return (
    b.evidence.at - a.evidence.at ||
    Number(isByHand(b)) - Number(isByHand(a)) ||
    compare(b.evidence.message, a.evidence.message) ||
    compare(b.evidence.author, a.evidence.author) ||
    compare(String(b.value), String(a.value)) ||
    compare(b.evidence.quote, a.evidence.quote) ||
    compare(b.state, a.state)
  );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
