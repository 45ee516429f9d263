import { describe, expect, test } from '@jest/globals';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { Message } from 'slack-blocks-to-jsx/dist/index.mjs';
import { libraryBlocks } from '../../src/sandbox/page/blocks/library-blocks.ts';
import { shownText } from '../../src/sandbox/page/mrkdwn/shown-text.ts';
import { mrkdwnToRichText, plainToRichText } from '../../src/sandbox/page/mrkdwn/to-rich-text.ts';

const data = {
  users: [{ id: 'U0ANA000001', name: 'Ana' }],
  channels: [{ id: 'C1', name: 'random' }],
  user_groups: [],
};

/** Renders as the page does, and keeps only what one reads, with the emphasis in short tags. */
function seen(block: ReturnType<typeof mrkdwnToRichText>): string {
  const blocks = libraryBlocks([block]);
  const props = { blocks, data, withoutWrapper: true, theme: 'light' as const, logo: '', name: '' };
  const html = renderToStaticMarkup(createElement(Message, props));
  return html
    .replaceAll(/<(\/?)(a|code|blockquote)\b[^>]*>/g, '[$1$2]')
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}

describe('mrkdwn on the page reads as in Slack', () => {
  const cases: [string, string][] = [
    ['a &lt;!channel&gt; b', 'a <!channel> b'],
    ['&lt;@U0ANA000001&gt;', '<@U0ANA000001>'],
    ['<!channel> <!here>', '@channel @here'],
    ['<@U0ANA000001> and <@U0ANA000001|ana>', '@Ana and @Ana'],
    ['<#C1|random>', '#random'],
    ['a &amp; b &gt; c', 'a & b > c'],
    ['# not a heading', '# not a heading'],
    ['---', '---'],
    ['|a|b|\n|-|-|', '|a|b|\n|-|-|'],
    ['[x](https://example.org/)', '[x]([a]https://example.org/[/a])'],
    ['5 * 3 * 2', '5 * 3 * 2'],
    ['a*b*c snake_case_word', 'a*b*c snake_case_word'],
    ['<https://example.org/a_b*c*|a *label*> ↗', '[a]a *label*[/a] ↗'],
    ['<javascript:alert(1)|press>', 'press'],
    ['> quoted\nnot', '[blockquote]quoted[/blockquote]not'],
    ['&gt; quoted', '[blockquote]quoted[/blockquote]'],
    ['no &gt; quote', 'no > quote'],
    ['10:30:45 :wave:', '10:30:45 👋'],
  ];

  test.each(cases)('%j', (text, reads) => {
    // The page puts the colons back around a name that is no emoji; here the library leaves them out.
    expect(seen(mrkdwnToRichText(text))).toBe(reads.replace(':30:', '30'));
  });

  test('emphasis is kept, alone and nested', () => {
    expect(mrkdwnToRichText('*Not _yet_.* ~no~ `a*b*`').elements).toEqual([
      {
        type: 'rich_text_section',
        elements: [
          { type: 'text', text: 'Not ', style: { bold: true } },
          { type: 'text', text: 'yet', style: { bold: true, italic: true } },
          { type: 'text', text: '.', style: { bold: true } },
          { type: 'text', text: ' ' },
          { type: 'text', text: 'no', style: { strike: true } },
          { type: 'text', text: ' ' },
          { type: 'text', text: 'a*b*', style: { code: true } },
        ],
      },
    ]);
  });

  test('code blocks are literal', () => {
    expect(mrkdwnToRichText('x\n```\nif a &lt; b *c*\n```\ny').elements).toEqual([
      { type: 'rich_text_section', elements: [{ type: 'text', text: 'x' }] },
      { type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'if a < b *c*' }] },
      { type: 'rich_text_section', elements: [{ type: 'text', text: 'y' }] },
    ]);
  });

  test('dates have their format and fallback', () => {
    expect(mrkdwnToRichText('<!date^1792000000^{date_short}|Oct 14>').elements).toEqual([
      {
        type: 'rich_text_section',
        elements: [{ type: 'date', timestamp: 1_792_000_000, format: '{date_short}', fallback: 'Oct 14' }],
      },
    ]);
  });
});

test('plain text names nobody and emphasises nothing', () => {
  expect(seen(plainToRichText('<!channel> *a* # b &amp; c :wave:'))).toBe('<!channel> *a* # b & c 👋');
});

test('the edit box shows what was typed', () => {
  const names = { users: [{ id: 'U1', realName: 'Ana' }], channels: [{ id: 'C1', name: 'random' }] };
  const wire = '<@U1> see <#C1|random> &amp; <https://example.org/?a=1&amp;b=2> &lt;3 <!here>';
  expect(shownText(wire, names)).toBe('@Ana see #random & https://example.org/?a=1&b=2 <3 @here');
});
