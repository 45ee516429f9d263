import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { escapeText, link, visibleLength } from '../../src/slack/blocks/mrkdwn.ts';
import { lostText } from '../../src/slack/lost-text.ts';
import { plainText } from '../../src/slack/plain-text.ts';

const BOT = 'U0BOT';

describe('the text that Slack sends, as people see it', () => {
  test.each([
    ['escapes are undone once', 'Q&amp;A, a &lt; b &gt; c, &amp;lt;', 'Q&A, a < b > c, &lt;'],
    ['a person is named', '<@U123|ana> said so', '@ana said so'],
    ['a person without a name keeps the id', '<@U123> said so', '@U123 said so'],
    ['a channel is named', 'see <#C123|llm-help>', 'see #llm-help'],
    ['a private channel keeps the id', 'see <#C123>', 'see #C123'],
    ['a link shows its label', 'the <https://example.org/a?b=1&amp;c=2|policy>', 'the policy'],
    ['a bare link shows its address', '<https://example.org/a?b=1&amp;c=2>', 'https://example.org/a?b=1&c=2'],
    ['a mail address', '<mailto:ana@example.org|ana@example.org>', 'ana@example.org'],
    ['special words', '<!channel> and <!here> and <!everyone|everyone>', '@channel and @here and @everyone'],
    ['a group', '<!subteam^S123|@ml-team> and <!subteam^S456>', '@ml-team and @group'],
    ['a date', '<!date^1392734382^{date}|18 February>', '18 February'],
    ['our own mention is left out', `<@${BOT}> should we train?`, 'should we train?'],
    ['in the middle as well', `so <@${BOT}> should we?`, 'so should we?'],
    ['lines stay', 'one\ntwo\n\nthree', 'one\ntwo\n\nthree'],
    ['white space around goes', '  \n a \n ', 'a'],
  ])('%s', (_, wire, shown) => {
    expect(plainText(wire, BOT)).toBe(shown);
  });

  test('is the same again after it was escaped and sent once more', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (typed) => {
        const once = plainText(escapeText(typed));
        expect(plainText(escapeText(once))).toBe(once);
      }),
    );
  });

  test('what somebody typed comes through unchanged, but for runs of spaces', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (typed) => {
        const plain = typed.replace(/[^\S\n]{2,}/g, ' ').trim();
        expect(plainText(escapeText(typed))).toBe(plain);
      }),
    );
  });
});

describe('text that goes into mrkdwn', () => {
  test('holds no mention, link or special word any more', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('<', '>', '!', 'channel', '@', 'U0ANA', '|', 'https://x.org', '&', '&lt;')),
        (parts) => {
          expect(escapeText(parts.join(''))).not.toMatch(/[<>]/);
        },
      ),
    );
  });

  test('a label cannot end its link', () => {
    expect(link('https://example.org', 'a > b <!channel> & c')).toBe(
      '<https://example.org|a &gt; b &lt;!channel&gt; &amp; c>',
    );
  });

  test.each([
    ['plain words', 5, 'plain'],
    ['a link as its label', 3, '<https://example.org/very/long|[1]>'],
    ['an escape as what it shows', 3, '&lt;&amp;&gt;'],
    ['bold without its marks', 4, '*bold*'],
    ['bold before a comma', 5, '*bold*,'],
    ['a multiplication as it is', 5, '3 * 4'],
  ])('counts %s', (_, length, mrkdwn) => {
    expect(visibleLength(mrkdwn)).toBe(length);
  });
});

describe('words that could not be kept', () => {
  test('come back as they were typed, and nothing in them is markup', () => {
    const text = lostText('our *plan* <!channel> ```code``` & more');
    expect(text).toContain("```our *plan* &lt;!channel&gt; '''code''' &amp; more```");
    expect(text).toMatch(
      /^My database does not answer, so I may have lost your question\. .*please ask again/,
    );
  });

  test('come back as far as a private reply holds them, and whole characters only', () => {
    const text = lostText('👩🏽‍🔬'.repeat(5_000));
    expect(text.length).toBeLessThan(3_000);
    expect(text).not.toMatch(/\p{Surrogate}/u);
    expect(text).toContain(' …');
  });
});
