import { useMemo } from 'react';
import { asString, type JsonObject } from '../../wire/json.ts';
import { mrkdwnToRichText, plainToRichText } from '../mrkdwn/to-rich-text.ts';
import { LibraryBlock } from './library-block.tsx';

/** Text in mrkdwn. */
export function MrkdwnText({ text }: { text: string }) {
  const block = useMemo(() => mrkdwnToRichText(text), [text]);
  return <LibraryBlock block={block} />;
}

/** Text that stands for itself. */
export function PlainText({ text }: { text: string }) {
  const block = useMemo(() => plainToRichText(text), [text]);
  return <LibraryBlock block={block} />;
}

/** A text object of Block Kit, of either kind. */
export function TextObject({ object }: { object: JsonObject }) {
  const text = asString(object.text) ?? '';
  return object.type === 'mrkdwn' ? <MrkdwnText text={text} /> : <PlainText text={text} />;
}

/** One emoji by its name. */
export function EmojiText({ name }: { name: string }) {
  return <PlainText text={`:${name}:`} />;
}
