import { type ReactNode, useEffect, useRef } from 'react';
import type { Ephemeral } from '../../wire/ephemeral.ts';
import type { Message } from '../../wire/message.ts';
import type { PageChannel } from '../../wire/page-snapshot.ts';
import { messageRows, type Row, threadRows } from '../model/message-groups.ts';
import { useWorkspace } from '../model/workspace.ts';
import { EphemeralRow } from './ephemeral-row.tsx';
import { MessageRow } from './message-row.tsx';
import { ReplyCount } from './reply-count.tsx';
import { useEndOfList } from './use-end-of-list.ts';

interface MessageListProps {
  channel: PageChannel;
  messages: readonly Message[];
  ephemerals: readonly Ephemeral[];
  lastRead?: string;
  /** A thread's list shows replies to themselves no "reply" footer. */
  inThread?: boolean;
  empty?: ReactNode;
  footer?: ReactNode;
}

/** Messages, oldest first. It stays at its end while one reads there, and goes to a linked message. */
export function MessageList({
  channel,
  messages,
  ephemerals,
  lastRead,
  inThread = false,
  empty,
  footer,
}: MessageListProps) {
  const { snapshot, route } = useWorkspace();
  const box = useRef<HTMLDivElement>(null);
  const { now } = snapshot.clock;
  const rows = inThread ? threadRows(messages, now) : messageRows(messages, now, snapshot.me.id, lastRead);
  const focused = messages.some((message) => message.ts === route.focus) ? route.focus : undefined;
  const last = messages.at(-1);
  const newest = Math.max(Number(last?.ts ?? 0), Number(ephemerals.at(-1)?.ts ?? 0));
  const own = last?.user === snapshot.me.id && Number(last.ts) === newest;
  const { newsBelow, goToEnd, leave, onScroll } = useEndOfList(box, newest, own);

  useEffect(() => {
    if (!focused) return;
    leave();
    document.getElementById(rowId(focused, inThread))?.scrollIntoView({ block: 'center' });
  }, [focused, inThread, leave]);

  return (
    <div className="messages" ref={box} onScroll={onScroll} role="log" aria-label="Messages">
      <div className="messages-space" />
      {rows.length === 0 && ephemerals.length === 0 && empty}
      {merged(rows, ephemerals).map((row) =>
        row.kind === 'ephemeral' ? (
          <EphemeralRow key={row.key} ephemeral={row.ephemeral} />
        ) : (
          <RowView key={row.key} row={row} channel={channel} inThread={inThread} focused={focused} />
        ),
      )}
      {footer}
      {newsBelow && (
        <button type="button" className="news-below" onClick={goToEnd}>
          New messages ↓
        </button>
      )}
    </div>
  );
}

/** The id of a message's row; the first message of a thread stands in two lists. */
export function rowId(ts: string, inThread: boolean): string {
  return `${inThread ? 'reply' : 'message'}-${ts}`;
}

type AnyRow = Row | { kind: 'ephemeral'; key: string; ephemeral: Ephemeral };

/** Puts what only one person sees between the messages, by time. */
function merged(rows: Row[], ephemerals: readonly Ephemeral[]): AnyRow[] {
  const all: AnyRow[] = [...rows];
  for (const ephemeral of ephemerals) {
    const later = all.findIndex((row) => row.kind === 'message' && Number(row.key) > Number(ephemeral.ts));
    all.splice(later < 0 ? all.length : later, 0, {
      kind: 'ephemeral',
      key: `only-${ephemeral.ts}`,
      ephemeral,
    });
  }
  return all;
}

interface RowViewProps {
  row: Row;
  channel: PageChannel;
  inThread: boolean;
  focused: string | undefined;
}

function RowView({ row, channel, inThread, focused }: RowViewProps) {
  if (row.kind === 'day') {
    return (
      <div className="day">
        <span>{row.label}</span>
      </div>
    );
  }
  if (row.kind === 'unread') {
    return (
      <div className="unread-line">
        <span>New</span>
      </div>
    );
  }
  if (row.kind === 'replies') return <ReplyCount count={row.count} />;
  return (
    <MessageRow
      message={row.message}
      channel={channel}
      compact={row.compact}
      inThread={inThread}
      focused={row.message.ts === focused}
    />
  );
}
