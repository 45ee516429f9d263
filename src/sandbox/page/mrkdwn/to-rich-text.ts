import { unescapeWire } from '../../wire/escape-wire.ts';
import type { JsonObject } from '../../wire/json.ts';
import { inlineElements } from './inline.ts';

/**
 * Turns mrkdwn into a rich_text block, as Slack's own client does, because the library shows rich text to the letter
 * and mrkdwn not: it reads `&lt;!channel&gt;` as a mention, "5 * 3 * 2" as bold, and leaves out a line with a "#".
 */
export function mrkdwnToRichText(text: string): JsonObject {
  const elements = splitCode(text).flatMap((part) =>
    part.code ? preformatted(part.text) : paragraphs(part.text),
  );
  return { type: 'rich_text', elements };
}

/** @returns text that stands for itself, emoji apart, as a rich_text block */
export function plainToRichText(text: string): JsonObject {
  const elements = unescapeWire(text)
    .split(/(:[a-z0-9_+'-]+:)/)
    .filter((piece) => piece !== '')
    .map((piece) =>
      /^:[a-z0-9_+'-]+:$/.test(piece)
        ? { type: 'emoji', name: piece.slice(1, -1) }
        : { type: 'text', text: piece },
    );
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] };
}

function splitCode(text: string): { code: boolean; text: string }[] {
  return text
    .split(/```([\s\S]+?)```/)
    .map((part, index) => ({ code: index % 2 === 1, text: part }))
    .filter((part) => part.code || part.text.trim() !== '');
}

function preformatted(code: string): JsonObject[] {
  const text = unescapeWire(code.replace(/^\n|\n$/g, ''));
  return [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text }] }];
}

/** Lines that begin with ">" are a quotation; all others run on. */
function paragraphs(text: string): JsonObject[] {
  const groups: { quote: boolean; lines: string[] }[] = [];
  for (const line of text.replace(/^\n|\n$/g, '').split('\n')) {
    const quoted = /^(?:&gt;|>) ?(.*)$/.exec(line);
    const last = groups.at(-1);
    const content = quoted?.[1] ?? line;
    if (last?.quote === Boolean(quoted)) last.lines.push(content);
    else groups.push({ quote: Boolean(quoted), lines: [content] });
  }
  return groups.map(({ quote, lines }) => ({
    type: quote ? 'rich_text_quote' : 'rich_text_section',
    elements: inlineElements(lines.join('\n')),
  }));
}
