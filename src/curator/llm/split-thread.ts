import type { Message } from '../curator.ts';
import { countTokens } from './count-tokens.ts';

/** A message, or a piece of a long one, as it goes into a call. */
export interface Piece {
  message: Message;
  text: string;
}

/** Pieces for one call, and what does not go into any. */
export interface SplitThread {
  calls: Piece[][];
  /** The first message that is not read any more; undefined when all are. */
  unreadFrom: Message | undefined;
}

/** Id, author and quotation marks around a message. */
const TOKENS_AROUND = 16;
/** A piece has some words in any case; otherwise a text would never come to its end. */
const LEAST_PIECE = 20;

/**
 * Spreads messages over calls, oldest first, so that each stays within its tokens. A message too long for one call goes
 * into several. Messages are counted once each.
 */
export function splitThread(
  messages: readonly Message[],
  limits: { tokensPerCall: number; calls: number },
  textOf: (message: Message) => string,
): SplitThread {
  const calls: Piece[][] = [];
  let left = 0;
  for (const message of messages) {
    for (const text of pieces(textOf(message), Math.max(LEAST_PIECE, limits.tokensPerCall - TOKENS_AROUND))) {
      const tokens = countTokens(text) + TOKENS_AROUND;
      if (tokens > left) {
        if (calls.length === limits.calls) return { calls, unreadFrom: message };
        calls.push([]);
        left = limits.tokensPerCall;
      }
      calls.at(-1)?.push({ message, text });
      left -= tokens;
    }
  }
  return { calls, unreadFrom: undefined };
}

/** Most texts have fewer characters to a token than this; a window of so many is looked at for one piece. */
const CHARACTERS_PER_TOKEN = 6;
/** How far below the average a cut is made, since some stretches take more tokens than others. */
const CAUTION = 0.8;

/** A text in pieces of at most so many tokens, cut between lines or words where that is possible. */
function* pieces(text: string, most: number): Generator<string> {
  for (let start = 0; start < text.length; ) {
    const piece = nextPiece(
      text.slice(start, start + most * CHARACTERS_PER_TOKEN),
      most,
      text.length - start,
    );
    yield piece;
    start += piece.length;
  }
}

/** The beginning of a window that has at most so many tokens; all of it where it is the rest of the text and fits. */
function nextPiece(window: string, most: number, rest: number): string {
  for (let piece = window; ; ) {
    const tokens = countTokens(piece);
    if (tokens <= most && piece.length === rest) return piece;
    const length =
      tokens <= most ? piece.length : Math.max(1, Math.floor((piece.length / tokens) * most * CAUTION));
    const space = Math.max(piece.lastIndexOf('\n', length - 1), piece.lastIndexOf(' ', length - 1)) + 1;
    piece = piece.slice(0, space > length / 2 ? space : length);
    if (piece.length === 1 || countTokens(piece) <= most) return piece;
  }
}
