import { memo } from 'react';
import { Message, type MessageProps } from 'slack-blocks-to-jsx';
import type { JsonObject } from '../../wire/json.ts';
import { libraryBlocks } from './library-blocks.ts';
import { useNames } from './names.tsx';

type EmojiHook = NonNullable<NonNullable<MessageProps['hooks']>['emoji']>;

/** The library leaves the colons of an unknown name out; Slack shows what was typed. */
const emoji: EmojiHook = (data, parse) => {
  const glyph = parse(data);
  return glyph === data.name ? `:${data.name}:` : glyph;
};
const hooks = { emoji };

/** A block for display only, drawn by the library. */
export const LibraryBlock = memo(function LibraryBlock({ block }: { block: JsonObject }) {
  const data = useNames();
  return (
    <Message
      blocks={libraryBlocks([block])}
      data={data}
      hooks={hooks}
      withoutWrapper
      theme="light"
      logo=""
      name=""
    />
  );
});
