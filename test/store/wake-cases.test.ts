import { expect, test } from '@jest/globals';
import { createWaking } from '../../src/store/wake-cases.ts';

const ref = (name: string) => ({ workspace: 'T1', caseId: name });

/** Notes which cases were added together; the first time it fails, if it is to. */
function noted({ fails = false } = {}) {
  const added: string[][] = [];
  const errors: unknown[] = [];
  const waking = createWaking(
    async (cases) => {
      added.push(cases.map(({ caseId }) => caseId));
      if (fails && added.length === 1) throw new Error('the database is down');
    },
    (error) => errors.push(error),
  );
  return { added, errors, waking };
}

test('a case that is named after a pause gets its job at once', () => {
  const { added, waking } = noted();
  waking.wake([ref('a')]);
  expect(added).toEqual([['a']]);
});

test('what is named meanwhile gets its jobs together, each case one', async () => {
  const { added, waking } = noted();
  waking.wake([ref('a')]);
  waking.wake([ref('b'), ref('a')]);
  waking.wake([ref('b'), ref('c')]);
  await waking.idle();
  expect(added).toEqual([['a'], ['b', 'a', 'c']]);
});

test('cases of the same name in two workspaces are two', async () => {
  const { added, waking } = noted();
  waking.wake([ref('a'), { ...ref('a'), workspace: 'T2' }]);
  await waking.idle();
  expect(added).toEqual([['a', 'a']]);
});

test('a failure is told, and keeps nobody who comes later from getting a job', async () => {
  const { added, errors, waking } = noted({ fails: true });
  waking.wake([ref('a')]);
  waking.wake([ref('b')]);
  await waking.idle();
  expect(errors).toEqual([new Error('the database is down')]);
  expect(added).toEqual([['a'], ['b']]);
});

test('nothing is added for nobody', async () => {
  const { added, waking } = noted();
  waking.wake([]);
  await waking.idle();
  expect(added).toEqual([]);
});
