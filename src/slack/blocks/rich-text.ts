import type { RichTextBlock, RichTextElement, RichTextQuote, RichTextSection } from '@slack/types';

/** Rich text shows people's words as they are: nothing in it is read as markup, a mention or a link. */
export const words = (text: string, style?: 'bold' | 'italic'): RichTextElement =>
  style ? { type: 'text', text, style: { [style]: true } } : { type: 'text', text };

export const linkTo = (url: string, text: string): RichTextElement => ({ type: 'link', url, text });

export const line = (...elements: RichTextElement[]): RichTextSection => ({
  type: 'rich_text_section',
  elements,
});

export const quotation = (...elements: RichTextElement[]): RichTextQuote => ({
  type: 'rich_text_quote',
  elements,
});

export const richText = (...elements: (RichTextSection | RichTextQuote)[]): RichTextBlock => ({
  type: 'rich_text',
  elements,
});
