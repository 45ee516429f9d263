import { z } from 'zod';

/** What a message holds of blocks, as far as people read it. */
const mrkdwn = z.object({ text: z.string() });
const inline = z
  .object({ type: z.string(), text: z.string().optional(), url: z.string().optional() })
  .transform(({ type, text, url }) => (type === 'user' ? '@?' : (text ?? url ?? '')));
const block = z.discriminatedUnion('type', [
  z.object({ type: z.literal('section'), text: mrkdwn }),
  z.object({ type: z.literal('header'), text: mrkdwn }),
  z.object({ type: z.literal('context'), elements: z.array(mrkdwn) }),
  z.object({ type: z.literal('rich_text'), elements: z.array(z.object({ elements: z.array(inline) })) }),
  z.object({ type: z.literal('actions'), elements: z.array(z.object({ text: mrkdwn.optional() })) }),
  z.object({ type: z.literal('context_actions') }),
  z.object({ type: z.literal('divider') }),
  z.object({ type: z.literal('input'), label: mrkdwn }),
]);

/**
 * What people read of blocks, line by line: links by their labels, without marks and escapes. Buttons are a line of their
 * own, "[ Why? ]". Written without a look at how the app measures.
 */
export const shownLines = (blocks: unknown): string[] => z.array(block).parse(blocks).flatMap(linesOf);

function linesOf(each: z.infer<typeof block>): string[] {
  switch (each.type) {
    case 'section':
    case 'header':
      return readable(each.text.text);
    case 'context':
      return readable(each.elements.map(({ text }) => text).join(' '));
    case 'rich_text':
      return each.elements.flatMap(({ elements }) => elements.join('').split('\n'));
    case 'actions':
      return [each.elements.map(({ text }) => `[ ${text?.text ?? '⋯'} ]`).join(' ')];
    case 'input':
      return [each.label.text];
    case 'context_actions':
      return ['[ 👍 ] [ 👎 ]'];
    case 'divider':
      return [];
  }
}

/** All that people read of a message. */
export const shown = ({ blocks }: { blocks?: unknown }): string => shownLines(blocks ?? []).join('\n');

/** What a verdict advises: all of it but how it was read and the buttons below. */
export function advice(message: { blocks?: unknown }): string[] {
  const lines = shownLines(message.blocks ?? []);
  const footer = lines.findIndex((line) =>
    /^(?:Rules decided|A model proposed|The words of the thread)/.test(line),
  );
  if (footer === -1) throw new Error('This is no verdict: it does not say who decided.');
  return lines.slice(0, footer);
}

function readable(text: string): string[] {
  return text
    .replace(/<([^<>|]+)\|([^<>]*)>/g, '$2')
    .replace(/<([^<>]+)>/g, '$1')
    .replace(/(?<![\p{L}\p{N}])[*_~]([^*_~\n]+)[*_~](?![\p{L}\p{N}])/gu, '$1')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
    .split('\n');
}

/** The addresses that a message links to. */
export function linksOf({ blocks }: { blocks?: unknown }): string[] {
  return [...JSON.stringify(blocks ?? []).matchAll(/(?:<|"url":")(https?:[^|>"]+)/g)].map(
    ([, url]) => url ?? '',
  );
}
