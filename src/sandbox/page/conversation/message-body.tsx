import type { Message } from '../../wire/message.ts';
import type { PageChannel } from '../../wire/page-snapshot.ts';
import { BlockList } from '../blocks/block-list.tsx';
import { MrkdwnText } from '../blocks/rich-text.tsx';
import { ActionScope } from '../elements/action-scope.tsx';
import { Files } from './files.tsx';

/** What a message says. People's text is shown from the text; an app's from its blocks, if it has some. */
export function MessageBody({ message, channel }: { message: Message; channel: PageChannel }) {
  const blocks = message.bot_id ? (message.blocks ?? []) : [];
  return (
    <div className={message.streaming_state === 'in_progress' ? 'message-body streaming' : 'message-body'}>
      {message.subtype === 'channel_join' ? (
        <span className="join-note">joined #{channel.name}.</span>
      ) : blocks.length > 0 ? (
        <ActionScope channel={channel.id} messageTs={message.ts}>
          <BlockList blocks={blocks} />
        </ActionScope>
      ) : (
        message.text !== '' && <MrkdwnText text={message.text} />
      )}
      {message.edited && <span className="edited">(edited)</span>}
      {message.files && <Files files={message.files} />}
    </div>
  );
}
