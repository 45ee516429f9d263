import { type KeyboardEvent, useState } from 'react';
import type { Message } from '../../wire/message.ts';
import type { PageChannel } from '../../wire/page-snapshot.ts';
import { act } from '../model/act.ts';
import { useWorkspace } from '../model/workspace.ts';
import { shownText } from '../mrkdwn/shown-text.ts';

interface MessageEditProps {
  message: Message;
  channel: PageChannel;
  onDone(): void;
}

/** A message turned into a box to write in. Enter saves, Escape leaves it as it was. */
export function MessageEdit({ message, channel, onDone }: MessageEditProps) {
  const { snapshot, notify } = useWorkspace();
  const [text, setText] = useState(() => shownText(message.text, snapshot));
  const save = async () => {
    const result = await act('edit', { user: snapshot.me.id, channel: channel.id, ts: message.ts, text });
    if (result.ok) onDone();
    else notify(result.message);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onDone();
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    void save();
  };
  return (
    <div className="edit-box">
      <textarea
        // biome-ignore lint/a11y/noAutofocus: the person has just asked to edit here
        autoFocus
        aria-label="Edit message"
        rows={Math.min(8, text.split('\n').length + 1)}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <div className="edit-buttons">
        <button type="button" className="button" onClick={onDone}>
          Cancel
        </button>
        <button type="button" className="button primary" onClick={save} disabled={text.trim() === ''}>
          Save
        </button>
      </div>
    </div>
  );
}
