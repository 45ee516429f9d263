import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readVersion } from '../../src/version.ts';
import { type CliRun, runCli, runHere } from '../support/cli.ts';
import { Assessed } from './support/assessed.ts';
import { Evaluated } from './support/evaluated.ts';
import { fileWith, folderWith } from './support/files.ts';
import { KEY, modelThat } from './support/reader.ts';

const STORY =
  'Our support bot makes up refund rules. We have 800 Q&A pairs and want to fine-tune Llama 3 8B on them.';
const CASE = {
  id: 'story',
  messages: [{ author: 'ana', text: STORY }],
  expected_route: 'rag-first',
  acceptable_routes: [],
};

/** Expects a run that failed, said this to people, and printed nothing that a program could take for a result. */
function expectRefused({ code, out, err }: CliRun, ...said: string[]): void {
  expect({ code, out, err }).toEqual({ code: 1, out: '', err: `${said.join('\n')}\n` });
}

describe('a situation comes', () => {
  test('from standard input, as text', async () => {
    const { code, out, err } = await runCli(['assess', '-', '--json'], { stdin: STORY });
    expect([code, err]).toEqual([0, '']);
    expect(Assessed.parse(JSON.parse(out))).toMatchObject({ route: 'rag-first', curator: 'offline' });
  });

  test('from standard input, as a thread, of 40,000 characters', async () => {
    const long = {
      author: 'ben',
      text: `${'It was a long week. '.repeat(1996)}We already have RAG over the policy PDFs.`,
    };
    const stdin = JSON.stringify({ messages: [...CASE.messages, long] });
    expect(stdin.length).toBeGreaterThan(40_000);
    const { code, out } = await runCli(['assess', '--json', '-'], { stdin });
    expect(code).toBe(0);
    expect(Assessed.parse(JSON.parse(out)).facts).toContainEqual(
      expect.objectContaining({ key: 'has_retrieval', value: true, message: 1 }),
    );
  });

  test('from a file, with a byte order mark as some editors write it', async () => {
    const file = await fileWith(`\ufeff${JSON.stringify({ messages: CASE.messages })}`, 'thread.json');
    const { code, out, err } = await runHere(['assess', file]);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^Not yet\.[\s\S]*\nRead offline, no model\.\n$/);
  });

  test('in right-to-left letters and emoji, which come out as they went in', async () => {
    const text = 'הבוט שלנו ממציא כללים 🤷‍♀️ We have no RAG. 🚀';
    const { code, out } = await runCli(['assess', '-', '--json'], { stdin: text });
    expect(code).toBe(0);
    expect(Assessed.parse(JSON.parse(out)).facts).toContainEqual(
      expect.objectContaining({ key: 'has_retrieval', value: false }),
    );
    for (const { quote } of Assessed.parse(JSON.parse(out)).facts) expect(text).toContain(quote);
  });
});

describe('a situation that cannot be read is refused with what to do', () => {
  const THREAD =
    'Give {"messages":[{"author":"ana","text":"…","ts":"1760000000.000100"}]}; "ts" may be left out.';
  const EMPTY =
    'Give a situation in plain words, or JSON: {"messages":[{"author":"ana","text":"…"}]}. "-" reads standard input.';

  test('nothing at all', async () => {
    expectRefused(await runCli(['assess', '-', '--json']), 'Standard input is empty.', EMPTY);
  });

  test('a file that is not there, such as a text in its place', async () => {
    expectRefused(
      await runHere(['assess', 'We have 800 Q&A pairs']),
      'We have 800 Q&A pairs cannot be read: there is no such file.',
      'Give the path of a file; "-" reads standard input.',
    );
  });

  test('a thread without words', async () => {
    const file = await fileWith('{"messages":[{"author":"ana","text":" "}]}', 'empty.json');
    expectRefused(await runHere(['assess', file]), `${file} is empty.`, EMPTY);
  });

  test('a thread that is broken, with its line', async () => {
    const file = await fileWith('{"messages": [\n  {"author": "ana", "text": "hi"\n]}', 'broken.json');
    const { code, out, err } = await runHere(['assess', file]);
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(/broken\.json:3: This is not valid JSON: Expected ',' or '}'/);
    expect(err).toContain(THREAD);
  });

  test('bytes that are no text', async () => {
    const file = await fileWith(new Uint8Array([0x50, 0x4b, 0x03, 0x04, 0xff, 0xfe]), 'situation.docx');
    expectRefused(
      await runHere(['assess', file]),
      `${file} is no text in UTF-8.`,
      'Save it as plain text in UTF-8.',
    );
  });
});

describe('labelled cases', () => {
  test('are evaluated as JSON and as text', async () => {
    const folder = await folderWith({ 'story.json': JSON.stringify(CASE) });
    const json = await runCli(['eval', folder, '--json']);
    expect([json.code, json.err]).toEqual([0, '']);
    expect(Evaluated.parse(JSON.parse(json.out)).totals).toMatchObject({ cases: 1, strict: 1 });
    const text = await runHere(['eval', folder]);
    expect([text.code, text.err]).toEqual([0, '']);
    expect(text.out).toMatch(/^1 cases: 1 acceptable \(100 %\), 1 strict \(100 %\)\n/);
  });

  test('that cannot be used stop it before any is run', async () => {
    const folder = await folderWith({ 'a.json': JSON.stringify(CASE), 'b.json': '{"id": "b",\n}' });
    const { code, out, err } = await runHere(['eval', folder, '--json']);
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain(`${join(folder, 'b.json')}:2: This is not valid JSON: `);
    expect(err).toContain('1 to mend; no case was run.\nA case is {id, messages, ');
  });
});

describe('help', () => {
  test.each([
    [
      [],
      'Usage: tune-or-not [options] [command]',
      ['start', 'assess', 'eval', 'check-pack', 'doctor', '--version'],
    ],
    [['start'], 'Usage: tune-or-not start', ['sandbox']],
    [['assess'], 'Usage: tune-or-not assess [options] <file>', ['--json', 'standard input', 'no database']],
    [
      ['eval'],
      'Usage: tune-or-not eval [options] <dir>',
      [
        '--json',
        '--html',
        '--models',
        '--resume',
        '--max-cost',
        '--replay',
        '--against',
        'acceptable_routes',
      ],
    ],
    [
      ['check-pack'],
      'Usage: tune-or-not check-pack [options] [dirs...]',
      ['--as-of', '--strict', 'GUIDANCE_DIR'],
    ],
    [['doctor'], 'Usage: tune-or-not doctor [options]', ['--json', '--no-model', 'nothing is started']],
  ])('of %j says how to use it', async (command, usage, words) => {
    // Help must be there for who cannot get the configuration right.
    const { code, out, err } = await runHere([...command, '--help'], { PORT: 'none' });
    expect([code, err]).toEqual([0, '']);
    expect(out.startsWith(usage)).toBe(true);
    for (const word of words) expect(out.replace(/\s+/g, ' ')).toContain(word);
  });

  test('and the version is that of package.json', async () => {
    expect(await runCli(['--version'])).toEqual({ code: 0, out: `${readVersion()}\n`, err: '' });
  });
});

describe('what the command line does not know', () => {
  const HELP = 'Run with --help to see what is possible.';

  test('a command, which starts nothing', async () => {
    expectRefused(
      await runCli(['asess', 'file.txt']),
      'There is no command "asess". The commands are start, assess, eval, check-pack, doctor.',
      HELP,
    );
  });

  test('a word behind start, which starts nothing', async () => {
    expectRefused(await runHere(['start', 'now']), '"start" takes nothing behind it: now', HELP);
  });

  test.each([
    [['assess', '-', '--jsn'], "error: unknown option '--jsn'\n(Did you mean --json?)"],
    [['--fast'], "error: unknown option '--fast'"],
    [['assess'], "error: missing required argument 'file'"],
    [['eval'], "error: missing required argument 'dir'"],
  ])('%j', async (args, said) => {
    expectRefused(await runHere(args), said, HELP);
  });
});

describe('a configuration that cannot be used', () => {
  const env = { PORT: 'many', SLACK_BOT_TOKEN: 'xoxp-hunter2', OPENAI_BASE_URL: 'http://127.0.0.1:1/v1' };

  test.each([[['assess', '-']], [['eval', '.']], [['check-pack']], [['start']], [[]]])(
    'stops %j with the same message, without a secret in it',
    async (args) => {
      const folder = await folderWith({ 'case.json': JSON.stringify(CASE) });
      const { code, out, err } = await runCli(args, { env, folder, stdin: STORY });
      expect([code, out]).toEqual([1, '']);
      expect(err.split('\n')).toEqual([
        'The configuration cannot be used.',
        expect.stringMatching(/^SLACK_BOT_TOKEN: a bot token begins with xoxb-/),
        'PORT: write a whole number from 0 to 65535.',
        expect.stringMatching(/^SLACK_BOT_TOKEN is set, but nothing says how events reach us\. /),
        expect.stringMatching(/^OPENAI_BASE_URL is set, but OPENAI_API_KEY is not\. /),
        'Correct it; .env.example explains every variable. Nothing was started.',
        '',
      ]);
      expect(err).not.toContain('hunter2');
      // No data folder, no log: nothing had begun.
      expect(await readdir(folder)).toEqual(['case.json']);
    },
  );

  test('may also stand in a file .env', async () => {
    const folder = await folderWith({ '.env': 'WORKERS=0\n' });
    const { code, err } = await runCli(['assess', '-'], { folder, stdin: STORY });
    expect([code, err.split('\n')[1]]).toEqual([1, 'WORKERS: write a whole number from 1 to 64.']);
  });
});

test('with a model that does not take the key, people learn who read, and nobody learns the key', async () => {
  const env = await modelThat(() => ({ status: 401, message: `Incorrect API key provided: ${KEY}` }));
  const { code, out, err } = await runCli(['assess', '-'], { env, stdin: STORY });
  expect([code, err]).toEqual([0, '']);
  expect(out).toContain('I read offline this time, because the model does not accept our key.');
  expect(out).toMatch(/Read offline, no model\.\n$/);
  expect(out).not.toContain(KEY);
});
