/**
 * Does some work that has to end within `ms` milliseconds, or earlier when `earlier` aborts: the signal that the work is
 * given aborts then, with a TimeoutError or with the reason of `earlier`.
 *
 * `AbortSignal.any` would be shorter, but Node.js 20 collects the time-out inside of it as garbage, and it never comes.
 * @throws whatever the work throws; that it minds the signal is its own matter
 */
export async function withDeadline<T>(
  ms: number,
  earlier: AbortSignal | undefined,
  work: (deadline: AbortSignal) => Promise<T>,
): Promise<T> {
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(new DOMException('the time is over', 'TimeoutError')), ms);
  const end = () => deadline.abort(earlier?.reason);
  if (earlier?.aborted) end();
  else earlier?.addEventListener('abort', end, { once: true });
  try {
    return await work(deadline.signal);
  } finally {
    clearTimeout(timer);
    earlier?.removeEventListener('abort', end);
  }
}
