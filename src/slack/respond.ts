import type { KnownBlock } from '@slack/types';
import { CannotSpeakError, TryLaterError } from '../cases/voice.ts';

const TIMEOUT_MS = 10_000;

/** What is sent to the address that came with a command or a button. */
export interface Response {
  text: string;
  blocks?: KnownBlock[];
  response_type: 'ephemeral';
  replace_original?: boolean;
}

/**
 * Answers one person alone, through the address that came with their command; Slack takes five answers in 30 minutes.
 * @throws CannotSpeakError when that time is over, TryLaterError when Slack cannot be reached
 */
export async function respond(responseUrl: string, message: Response): Promise<void> {
  let answer: globalThis.Response;
  try {
    answer = await fetch(responseUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(message),
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  } catch (error) {
    throw new TryLaterError('Slack could not be reached', 0, { cause: error });
  }
  if (answer.ok) return;
  if (answer.status === 429 || answer.status >= 500) {
    throw new TryLaterError(
      `Slack answered ${answer.status}`,
      Number(answer.headers.get('retry-after') ?? 0) * 1000,
    );
  }
  throw new CannotSpeakError('expired_url');
}
