import { flat, normalise } from '../../text/normalise.ts';

/** A text in the form in which quotations are compared: without differences of case, white space and quote marks. */
export const comparable = (text: string): string => flat(normalise(text).text).toLowerCase();

/** Whether two quotations share at least a character of the thread they come from. @param thread comparable */
export function overlaps(one: string, other: string, thread: string): boolean {
  const [a, b] = [comparable(one), comparable(other)];
  if (a === '' || b === '') return false;
  if (a.includes(b) || b.includes(a)) return true;
  const startA = thread.indexOf(a);
  const startB = thread.indexOf(b);
  return startA !== -1 && startB !== -1 && startA < startB + b.length && startB < startA + a.length;
}
