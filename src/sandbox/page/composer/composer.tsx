import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import type { PageChannel } from '../../wire/page-snapshot.ts';
import { type ActResult, act } from '../model/act.ts';
import { channelTitle, useWorkspace } from '../model/workspace.ts';
import { Icon } from '../ui/icon.tsx';
import { type Attachment, AttachmentList, readAttachment } from './attachments.tsx';
import { CompletionList } from './completion-list.tsx';
import { useCompletions } from './use-completions.ts';

interface ComposerProps {
  channel: PageChannel;
  threadTs?: string;
  draft: string;
  setDraft(text: string): void;
}

/** Where one writes. Enter sends, Shift and Enter begin a line; "/" and "@" offer what there is. */
export function Composer({ channel, threadTs, draft, setDraft }: ComposerProps) {
  const { snapshot, notify } = useWorkspace();
  const box = useRef<HTMLTextAreaElement>(null);
  const listId = useId();
  const [files, setFiles] = useState<Attachment[]>([]);
  const [caret, setCaret] = useState(0);
  const completions = useCompletions(draft, caret, channel);
  const where = { user: snapshot.me.id, channel: channel.id, ...(threadTs && { threadTs }) };
  const empty = draft.trim() === '' && files.length === 0;

  useEffect(() => {
    const { current } = box;
    if (!current) return;
    current.style.height = 'auto';
    current.style.height = `${Math.min(current.scrollHeight, 220)}px`;
    // A hint that was pressed lands here; go on typing behind it.
    if (draft !== '' && document.activeElement !== current) current.focus();
  }, [draft]);

  const send = async () => {
    if (empty) return;
    const text = draft;
    setDraft('');
    setFiles([]);
    const result: ActResult = text.startsWith('/')
      ? await act('command', { ...where, text })
      : await act('say', { ...where, text, ...(files.length > 0 && { files }) });
    if (result.ok) return;
    notify(result.message);
    setDraft(text);
    setFiles(files);
  };

  const complete = (replacement: string) => {
    const next = completions.apply(replacement);
    setDraft(next.text);
    requestAnimationFrame(() => {
      box.current?.focus();
      box.current?.setSelectionRange(next.caret, next.caret);
      setCaret(next.caret);
    });
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || completions.onKey(event, complete)) return;
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    void send();
  };

  const place = channel.kind === 'im' ? channelTitle(snapshot, channel) : `#${channel.name}`;
  const label = threadTs ? 'Reply' : `Message ${place}`;
  return (
    <div className="composer">
      <CompletionList id={listId} completions={completions} pick={complete} />
      <textarea
        ref={box}
        rows={1}
        aria-label={label}
        placeholder={threadTs ? 'Reply…' : label}
        aria-autocomplete="list"
        aria-haspopup="listbox"
        aria-controls={listId}
        aria-activedescendant={completions.items.length > 0 ? `${listId}-${completions.chosen}` : undefined}
        value={draft}
        onChange={(event) => {
          setDraft(event.target.value);
          setCaret(event.target.selectionStart);
        }}
        onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
        onKeyDown={onKeyDown}
      />
      <AttachmentList files={files} remove={(gone) => setFiles(files.filter((file) => file !== gone))} />
      <div className="composer-bar">
        <label className="plain-button" title="Attach a file">
          <Icon name="clip" />
          <span className="visually-hidden">Attach a file</span>
          <input
            type="file"
            className="visually-hidden"
            onChange={async (event) => {
              const file = event.target.files?.[0];
              if (file) setFiles([...files, await readAttachment(file)]);
              event.target.value = '';
            }}
          />
        </label>
        <span className="composer-help">Enter sends · Shift+Enter new line</span>
        <button type="button" className="send" aria-label="Send" disabled={empty} onClick={send}>
          <Icon name="send" />
        </button>
      </div>
    </div>
  );
}
