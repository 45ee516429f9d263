import type { ModalView, RichTextBlock } from '@slack/types';
import { plain, section } from './blocks/text-blocks.ts';

/** So many characters go into one block, and so many blocks at most into the modal. */
const LONGEST_PIECE = 2_500;
const MOST_PIECES = 60;

/** A case as Markdown to be copied, where it could not be posted as a file. */
export const recordView = (markdown: string): ModalView => ({
  type: 'modal',
  title: plain('The case as text'),
  close: plain('Close'),
  blocks: [
    section('Copy it to where you keep your decisions; it is Markdown.'),
    ...pieces(markdown).slice(0, MOST_PIECES).map(preformatted),
  ],
});

const preformatted = (text: string): RichTextBlock => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text }] }],
});

/** Whole lines together, as many as fit. */
function pieces(text: string): string[] {
  const found: string[] = [];
  for (const line of text.split('\n')) {
    const last = found.at(-1);
    if (last !== undefined && last.length + line.length + 1 <= LONGEST_PIECE)
      found[found.length - 1] = `${last}\n${line}`;
    else found.push(line || ' ');
  }
  return found;
}
