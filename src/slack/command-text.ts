/** What somebody typed after `/finetune`. */
export type CommandText =
  | { kind: 'form' }
  | { kind: 'help' }
  | { kind: 'status' }
  | { kind: 'usage' }
  | { kind: 'forget' }
  | { kind: 'settings' }
  /** @property topic empty for the whole of it */
  | { kind: 'guide'; topic: string }
  | { kind: 'digest'; deed: DigestDeed }
  | { kind: 'unknown'; word: string; meant: string | undefined }
  | { kind: 'situation'; text: string };

/** What can be done with a digest; `change` opens its form, also where there is none yet. */
const DIGEST_DEEDS = ['change', 'preview', 'pause', 'resume', 'stop'] as const;
export type DigestDeed = (typeof DIGEST_DEEDS)[number];

/** One short word is rather a mistyped sub-command than somebody's situation. */
const SINGLE_WORD = /^[\p{L}-]{1,20}$/u;

/** A topic is a few words, without the end of a sentence; more is somebody's situation. */
const GUIDE = /^guide(?:\s+([^.!?\n]{1,60}))?[?]?$/i;
const FORGET = /^forget(?:\s+(?:it|me|this|everything|(?:this|my|a) cases?|all))?$/i;

const DIGEST = /^digests?(?:\s+([\p{L}-]{1,20}))?$/iu;

const SUB_COMMANDS = ['status', 'digest', 'guide', 'usage', 'forget', 'settings', 'help'];
/** So many letters may be wrong. */
const MOST_TYPOS = 2;

/** Tells what was meant by the text of a command. @param text plain text */
export function readCommand(text: string): CommandText {
  const typed = text.trim();
  if (typed === '') return { kind: 'form' };
  if (/^(?:help|\?|--help|-h)$/i.test(typed)) return { kind: 'help' };
  if (/^status$/i.test(typed)) return { kind: 'status' };
  if (/^usage$/i.test(typed)) return { kind: 'usage' };
  if (/^settings?$/i.test(typed)) return { kind: 'settings' };
  if (FORGET.test(typed)) return { kind: 'forget' };
  const guide = GUIDE.exec(typed);
  if (guide) return { kind: 'guide', topic: guide[1]?.trim() ?? '' };
  const digest = DIGEST.exec(typed);
  if (digest) return readDigest(digest[1]?.toLowerCase() ?? 'change');
  if (SINGLE_WORD.test(typed)) return { kind: 'unknown', word: typed, meant: nearest(typed.toLowerCase()) };
  return { kind: 'situation', text: typed };
}

function readDigest(word: string): CommandText {
  const deed = DIGEST_DEEDS.find((each) => each === word);
  if (deed) return { kind: 'digest', deed };
  const meant = nearest(word, DIGEST_DEEDS);
  return { kind: 'unknown', word: `digest ${word}`, meant: meant ? `digest ${meant}` : 'digest' };
}

/** The sub-command that a mistyped word is closest to, if it is close to one. */
function nearest(word: string, names: readonly string[] = SUB_COMMANDS): string | undefined {
  const [best] = names
    .map((name) => ({ name, typos: distance(word, name) }))
    .sort((a, b) => a.typos - b.typos);
  return best && best.typos <= Math.min(MOST_TYPOS, best.name.length - 2) ? best.name : undefined;
}

/** How many letters must be added, left out, replaced or exchanged with their neighbour to make one word of another. */
function distance(from: string, to: string): number {
  const rows: number[][] = [Array.from({ length: to.length + 1 }, (_, index) => index)];
  const at = (row: number, column: number): number => rows[row]?.[column] ?? Number.POSITIVE_INFINITY;
  for (let row = 1; row <= from.length; row++) {
    rows.push([row]);
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1];
      const exchanged = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      rows[row]?.push(
        Math.min(
          at(row - 1, column) + 1,
          at(row, column - 1) + 1,
          at(row - 1, column - 1) + (same ? 0 : 1),
          exchanged ? at(row - 2, column - 2) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
  }
  return at(from.length, to.length);
}
