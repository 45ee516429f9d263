import type { Mood as AllowedMood } from '../advisor/vocabulary.ts';
import type { Mood } from '../text/mood.ts';

/**
 * What keeps a wording from stating its fact, in words for a log or a test; undefined when nothing does. A denial is
 * not judged here: it turns some facts round and stops others.
 */
export function obstacle(mood: Mood, allowed: ReadonlySet<AllowedMood>): string | undefined {
  if (mood.supposed) return 'it is only supposed';
  if (mood.elsewhere && !allowed.has('elsewhere')) return 'it is about somebody else';
  if (mood.past && !allowed.has('past')) return 'it is over';
  if (mood.question && !allowed.has('question')) return 'it is asked, not stated';
  if (mood.plan && !allowed.has('plan')) return 'it is planned, not there';
  if (mood.doubted && !allowed.has('doubt')) return 'it is doubted';
  return undefined;
}
