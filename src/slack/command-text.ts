/** What somebody typed after `/finetune`. */
export type CommandText =
  | { kind: 'form' }
  | { kind: 'help' }
  | { kind: 'unknown'; word: string }
  | { kind: 'situation'; text: string };

/** One short word is rather a mistyped sub-command than somebody's situation. */
const SINGLE_WORD = /^[\p{L}-]{1,20}$/u;

/** Tells what was meant by the text of a command. @param text plain text */
export function readCommand(text: string): CommandText {
  const typed = text.trim();
  if (typed === '') return { kind: 'form' };
  if (/^(?:help|\?|--help|-h)$/i.test(typed)) return { kind: 'help' };
  if (SINGLE_WORD.test(typed)) return { kind: 'unknown', word: typed };
  return { kind: 'situation', text: typed };
}
