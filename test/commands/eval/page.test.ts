import { expect, test } from '@jest/globals';
import { reportToHtml } from '../../../src/commands/eval/html/page.ts';
import { caseNamed, evaluated, folderOf } from '../support/evaluation.ts';

/** The elements that a page of ours is made of. */
const ELEMENTS =
  'b blockquote body details div h1 h2 h3 head html li meta p q section span style summary table td th title tr ul'.split(
    ' ',
  );

const NASTY = `<script>alert(1)</script> "><img src=x onerror='alert(1)'> &amp; </blockquote>`;

/** What a reader sees of a page. */
const seen = (page: string): string =>
  page
    .replace(/<style>[\s\S]*?<\/style>/, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ');

const pageOf = async (...cases: { id: string }[]): Promise<string> =>
  reportToHtml(await evaluated(await folderOf(...cases)));

test('The page shows each case: what was said, expected and got, facts found, missed and misread, quotations', async () => {
  const page = seen(
    await pageOf(
      caseNamed('one', {
        acceptable_routes: ['prompt-first'],
        facts: [
          { name: 'gap', value: 'knowledge', quote: 'makes up refund rules' },
          { name: 'examples', value: 900, quote: '800 Q&A pairs' },
          { name: 'owner', value: true, quote: 'our support bot' },
        ],
      }),
    ),
  );
  for (const words of [
    'one : expected rag-first, got rag-first',
    'ana : one: our support bot makes up refund rules. We have 800 Q&A pairs.',
    'rag-first (acceptable: prompt-first)',
    'right gap = knowledge',
    'misread examples = 800 (labelled: 900) We have 800 Q&A pairs.',
    'Missed owner = true our support bot',
    'expected ↓ taken →',
    'Acceptable 1 100 % (21 to 100 %)',
  ])
    expect(page).toContain(words);
});

test('Whatever people and files say in it is text, and nothing is loaded or run', async () => {
  const messages = [{ author: `ana ${NASTY}`, text: `Our support bot makes up refund rules. ${NASTY}` }];
  const facts = [{ name: NASTY, value: NASTY, quote: NASTY }];
  const page = await pageOf({ ...caseNamed('one', { messages, facts }), id: `one ${NASTY}` });
  const elements = [...page.matchAll(/<\/?([a-z]\w*)/gi)].map(([, name]) => name);
  expect([...new Set(elements)].filter((name) => !ELEMENTS.includes(name ?? ''))).toEqual([]);
  expect(page).not.toMatch(/<[^>]*\s(?:on\w+|src|href)=/i);
  expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
  const text = seen(page);
  expect(text.split(NASTY.replace(/\s+/g, ' ')).length - 1).toBeGreaterThanOrEqual(5);
});

test('Who reads nothing but the page learns which cases are open to look at: those that came out wrong', async () => {
  const page = await pageOf(caseNamed('good'), caseNamed('bad', { expected_route: 'ftaas' }));
  expect(page).toMatch(/<details open><summary><b>bad<\/b>/);
  expect(page).toMatch(/<details><summary><b>good<\/b>/);
});
