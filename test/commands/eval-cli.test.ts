import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from '@jest/globals';
import { PACKAGE_ROOT } from '../../src/package-root.ts';
import { afterTest } from '../support/clean-up.ts';
import { emptyFolder, runCli, runHere } from '../support/cli.ts';
import { readsWell } from '../support/llm-reader.ts';
import { Evaluated } from './support/evaluated.ts';
import { caseNamed, folderOf } from './support/evaluation.ts';
import { KEY, modelThat } from './support/reader.ts';

test('The report comes as text, as a file of JSON and as a page, from one run', async () => {
  const folder = await emptyFolder();
  const [json, html] = [join(folder, 'report.json'), join(folder, 'report.html')];
  const cases = await folderOf(caseNamed('one'), caseNamed('two'));
  const { code, out, err } = await runHere(['eval', cases, '--json', json, '--html', html, '--runs', '2']);
  expect([code, err]).toEqual([0, '']);
  expect(out).toMatch(/^2 cases: 2 acceptable \(100 %\)/);
  expect(out).toMatch(/^Error bar \(95 %\): 34 to 100 % acceptable/m);
  expect(out).toMatch(/^Agreement of 2 runs: the same route each time in 2 of 2 cases/m);
  expect(Evaluated.parse(JSON.parse(await readFile(json, 'utf8')))).toMatchObject({
    about: { name: 'offline' },
    totals: { cases: 2 },
    cost: { total: 0 },
    agreement: { runs: 2, sameRouteShare: 1 },
  });
  expect(await readFile(html, 'utf8')).toMatch(/^<!doctype html>/);
});

test('"--json" may stand before the folder', async () => {
  const { code, out } = await runCli(['eval', '--json', await folderOf(caseNamed('one'))]);
  expect(code).toBe(0);
  expect(Evaluated.parse(JSON.parse(out)).totals).toMatchObject({ cases: 1 });
});

test('A report that has no place is refused before a case is run', async () => {
  const env = await modelThat(() => {
    throw new Error('A model was asked.');
  });
  const cases = await folderOf(caseNamed('one'));
  const nowhere = join(cases, 'nowhere', 'report.html');
  const { code, out, err } = await runHere(['eval', cases, '--html', nowhere], env);
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toBe(
    `${nowhere} cannot be written: its folder is not there, or is closed to us.\nMake the folder, or give another path. No case was run.\n`,
  );
  const { err: folder } = await runHere(['eval', cases, '--json', cases], env);
  expect(folder).toMatch(/ is a folder\.\nGive the path of a file to write\. No case was run\.\n$/);
});

test('A replay that is not whole fails, with all that it could tell', async () => {
  const env = await modelThat(readsWell);
  const recorded = await emptyFolder();
  const cases = await folderOf(caseNamed('one'));
  expect(await runHere(['eval', cases, '--record', recorded], env)).toMatchObject({ code: 0, err: '' });
  const whole = await runHere(['eval', cases, '--replay', recorded, '--json']);
  expect([whole.code, whole.err]).toEqual([0, '']);
  await writeFile(join(cases, 'two.json'), JSON.stringify(caseNamed('two')));
  const { code, out, err } = await runHere(['eval', cases, '--replay', recorded, '--json']);
  expect(code).toBe(1);
  expect(err).toMatch(/^1 case has no recording of all that was asked/);
  expect(Evaluated.parse(JSON.parse(out))).toMatchObject({
    totals: { cases: 1 },
    unrecorded: [{ id: 'two', isLeftOut: true }],
  });
});

test('Ctrl-C ends it with a report on what is done', async () => {
  const child = { interrupt: (): void => undefined };
  const env = await modelThat((call) => {
    child.interrupt();
    return readsWell(call);
  });
  const cases = await folderOf(caseNamed('one'), caseNamed('two'));
  const run = spawn(process.execPath, [join(PACKAGE_ROOT, 'dist/cli.js'), 'eval', cases], {
    cwd: await emptyFolder(),
    env: { PATH: process.env.PATH, ...env },
  });
  afterTest(() => run.kill('SIGKILL'));
  child.interrupt = () => {
    child.interrupt = () => undefined;
    run.kill('SIGINT');
  };
  const [out, err, [code]] = await Promise.all([text(run.stdout), text(run.stderr), once(run, 'exit')]);
  expect({ code, err }).toEqual({ code: 1, err: '' });
  expect(out).toMatch(/^1 cases: 1 acceptable/);
  expect(out).toMatch(/^Stopped by hand: 1 of 2 cases were run, and only these are counted\.$/m);
  expect(out).not.toContain(KEY);
});

test('Labelled facts are lost instead of read, and it is told how the rules stand', async () => {
  const facts = [{ name: 'gap', value: 'knowledge', quote: 'makes up refund rules', message: 0 }];
  const cases = await folderOf(caseNamed('one', { facts }), caseNamed('two', { facts }));
  const { code, out, err } = await runHere(['eval', cases, '--lose', '1', '--repeat', '3']);
  expect([code, err]).toEqual([0, '']);
  expect(out).toMatch(
    /^No message was read: of the labelled facts of 2 cases, 100 % were lost by chance, 3 t/,
  );
  expect(out).toMatch(/^gap: rag-first → ask-more, 2 cases \(one, two\)$/m);
  const json = join(await emptyFolder(), 'loss.json');
  const missed = await runHere(['eval', cases, '--lose', 'missed', '--seed', '4', '--json', json]);
  expect(missed.out).toMatch(/0 % were lost by chance, 5 times \(seed 4\)/);
  expect(JSON.parse(await readFile(json, 'utf8'))).toMatchObject({
    cases: 2,
    seed: 4,
    acceptable: { mean: 2 },
  });
});
