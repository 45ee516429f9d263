import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';
import type { Ephemeral } from '../../wire/ephemeral.ts';
import type { Message } from '../../wire/message.ts';
import type { PageChannel } from '../../wire/page-snapshot.ts';
import { messageRows, type Row, threadRows } from '../model/message-groups.ts';
import { useWorkspace } from '../model/workspace.ts';
import { EphemeralRow } from './ephemeral-row.tsx';
import { MessageRow } from './message-row.tsx';
import { ReplyCount } from './reply-count.tsx';

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

const NEAR_END_PX = 120;

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
  const atEnd = useRef(true);
  const { now } = snapshot.clock;
  const rows = inThread ? threadRows(messages, now) : messageRows(messages, now, snapshot.me.id, lastRead);
  const focused = messages.some((message) => message.ts === route.focus) ? route.focus : undefined;

  useEffect(() => {
    if (!focused) return;
    atEnd.current = false;
    document.getElementById(rowId(focused, inThread))?.scrollIntoView({ block: 'center' });
  }, [focused, inThread]);

  // After every draw: news, an answer that grew, a picture that arrived.
  useLayoutEffect(() => {
    if (box.current && atEnd.current) box.current.scrollTop = box.current.scrollHeight;
  });

  const onScroll = () => {
    const { current } = box;
    if (current)
      atEnd.current = current.scrollHeight - current.scrollTop - current.clientHeight < NEAR_END_PX;
  };

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
