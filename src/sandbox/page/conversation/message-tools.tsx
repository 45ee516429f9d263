import type { Message } from '../../wire/message.ts';
import type { PageChannel } from '../../wire/page-snapshot.ts';
import { act } from '../model/act.ts';
import { useWorkspace } from '../model/workspace.ts';
import { Icon } from '../ui/icon.tsx';
import { Menu, type MenuItem } from '../ui/menu.tsx';

const QUICK = ['+1', 'eyes', 'white_check_mark', 'tada', 'thinking_face'];
const GLYPH: Record<string, string> = {
  '+1': '👍',
  eyes: '👀',
  white_check_mark: '✅',
  tada: '🎉',
  thinking_face: '🤔',
};

interface MessageToolsProps {
  message: Message;
  channel: PageChannel;
  inThread: boolean;
  onEdit(): void;
}

/** What one can do with a message; it appears under the pointer, or when the keyboard gets there. */
export function MessageTools({ message, channel, inThread, onEdit }: MessageToolsProps) {
  const { snapshot, go, notify } = useWorkspace();
  const user = snapshot.me.id;
  const where = { user, channel: channel.id };
  const attempt = async (what: string, request: object) => {
    const result = await act(what, request);
    if (!result.ok) notify(result.message);
  };
  const reactions = QUICK.map((name) => ({
    label: `${GLYPH[name]} ${name.replaceAll('_', ' ')}`,
    onSelect: () => void attempt('react', { ...where, ts: message.ts, name }),
  }));
  const items: MenuItem[] = [
    ...snapshot.app.shortcuts.map((shortcut) => ({
      label: `${shortcut.name} · ${snapshot.app.name}`,
      onSelect: () =>
        void attempt('shortcut', { ...where, messageTs: message.ts, callbackId: shortcut.callbackId }),
    })),
    {
      label: 'Copy link',
      onSelect: () => void navigator.clipboard.writeText(`${location.origin}/#/${channel.id}/${message.ts}`),
    },
    ...(message.user === user && message.subtype !== 'channel_join'
      ? [
          { label: 'Edit message', onSelect: onEdit },
          {
            label: 'Delete message',
            danger: true,
            onSelect: () => void attempt('remove', { ...where, ts: message.ts }),
          },
        ]
      : []),
  ];
  return (
    <div className="message-tools">
      <div className="message-toolbar" role="toolbar" aria-label="Message">
        <Menu label="Add a reaction" button={<Icon name="smile" />} items={reactions} />
        {!inThread && (
          <button
            type="button"
            className="menu-button"
            aria-label="Reply in thread"
            title="Reply in thread"
            onClick={() =>
              go({ channel: channel.id, tab: 'messages', thread: message.thread_ts ?? message.ts })
            }
          >
            <Icon name="reply" />
          </button>
        )}
        <Menu label="More actions" button={<Icon name="dots" />} items={items} />
      </div>
    </div>
  );
}
