import OpenAI from 'openai';

/** Attempts for one call, the first included. */
const MOST_ATTEMPTS = 3;
const FIRST_WAIT_MS = 400;
/** Somebody waits for the answer: who asks us to come back later than this is not asked again. */
const LONGEST_WAIT_MS = 8_000;
/** Time-outs of a server and collisions pass; all other answers of 400 and more would be the same again. */
const PASSING = new Set([408, 409, 429]);

/**
 * Tries again what may pass, after waits that grow and differ, or that the server asked for; all within one deadline.
 * @throws what the last attempt threw, also when the deadline ends a wait
 */
export async function withRetries<T>(attempt: () => Promise<T>, deadline: AbortSignal): Promise<T> {
  for (let tried = 1; ; tried++) {
    try {
      return await attempt();
    } catch (error) {
      const wait = tried < MOST_ATTEMPTS ? waitBefore(error, tried) : undefined;
      if (wait === undefined || deadline.aborted) throw error;
      await pause(wait, deadline, error);
    }
  }
}

/** How long to wait before another attempt, in milliseconds; undefined when another one would not help. */
function waitBefore(error: unknown, tried: number): number | undefined {
  const jittered = FIRST_WAIT_MS * 2 ** (tried - 1) * (1 + Math.random() / 2);
  if (error instanceof OpenAI.APIUserAbortError) return undefined;
  if (error instanceof OpenAI.APIConnectionError) return jittered;
  if (!(error instanceof OpenAI.APIError)) return undefined;
  const { status = 0, code, headers } = error;
  // A 429 also says that nothing is paid for; waiting does not pay.
  if (code === 'insufficient_quota' || (status < 500 && !PASSING.has(status))) return undefined;
  const wait = Math.max(askedToWait(headers), jittered);
  return wait > LONGEST_WAIT_MS ? undefined : wait;
}

/**
 * What `retry-after` asks for, in milliseconds: it holds seconds, or a date, which is one by the server's own clock.
 */
function askedToWait(headers: Headers | undefined): number {
  const after = headers?.get('retry-after') ?? '';
  const seconds = Number(after);
  const ms = Number.isFinite(seconds)
    ? seconds * 1000
    : Date.parse(after) - Date.parse(headers?.get('date') ?? '');
  return ms > 0 ? ms : 0;
}

/** Waits, but not beyond the deadline. @throws `cause` when there is no time left for another attempt */
async function pause(ms: number, deadline: AbortSignal, cause: unknown): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const give = () => {
      clearTimeout(timer);
      reject(cause);
    };
    const timer = setTimeout(() => {
      deadline.removeEventListener('abort', give);
      resolve();
    }, ms);
    if (deadline.aborted) give();
    else deadline.addEventListener('abort', give, { once: true });
  });
}
