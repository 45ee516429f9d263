import { once } from 'node:events';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from '@jest/globals';
import { withDeadline } from '../../../src/curator/llm/deadline.ts';

/** Works until it is told to end, and gives the reason. */
const untilTold = async (deadline: AbortSignal): Promise<unknown> => {
  if (!deadline.aborted) await once(deadline, 'abort');
  return deadline.reason;
};

const A_LONG_TIME = 600_000;

function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
}

describe('a deadline', () => {
  test('ends the work when its time is over', async () => {
    expect(await withDeadline(5, undefined, untilTold)).toMatchObject({ name: 'TimeoutError' });
  });

  test('comes also when garbage is collected while the work waits', async () => {
    const told = withDeadline(50, new AbortController().signal, untilTold);
    for (let time = 0; time < 3; time++) {
      await new Promise(setImmediate);
      collectGarbage();
    }
    expect(await told).toMatchObject({ name: 'TimeoutError' });
  });

  test('comes earlier when somebody ends the work, for their reason', async () => {
    const person = new AbortController();
    const told = withDeadline(A_LONG_TIME, person.signal, untilTold);
    person.abort('pressed Stop');
    expect(await told).toBe('pressed Stop');
  });

  test('is over at once for work that was ended before it began', async () => {
    expect(await withDeadline(A_LONG_TIME, AbortSignal.abort('too late'), untilTold)).toBe('too late');
  });

  test('leaves nothing behind when the work is done or fails', async () => {
    const person = new AbortController();
    let seen: AbortSignal | undefined;
    const done = await withDeadline(A_LONG_TIME, person.signal, async (deadline) => {
      seen = deadline;
      return 'done';
    });
    expect(done).toBe('done');
    const failing = withDeadline(A_LONG_TIME, person.signal, () => Promise.reject(new Error('no luck')));
    await expect(failing).rejects.toThrow('no luck');
    person.abort();
    expect(seen?.aborted).toBe(false);
  });
});
