/**
 * What `text.matchAll(pattern)` finds, without making the pattern anew each time, which takes longer than most texts take
 * to be looked through. @param pattern a global one that matches no empty text, and that nobody else is in the midst of
 */
export function allMatches(pattern: RegExp, text: string): RegExpExecArray[] {
  const found: RegExpExecArray[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) found.push(match);
  return found;
}
