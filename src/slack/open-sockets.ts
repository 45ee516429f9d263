import type { SocketModeReceiver } from '@slack/bolt';

/** Tells how many of some Socket Mode connections are open, whenever that changes. */
export function watchSockets(
  receivers: readonly SocketModeReceiver[],
  onChange: (open: number) => void,
): void {
  const open = new Set<SocketModeReceiver>();
  const note = (change: () => void) => () => {
    const before = open.size;
    change();
    if (open.size !== before) onChange(open.size);
  };
  for (const receiver of receivers) {
    const isOpen = note(() => open.add(receiver));
    receiver.client.on('connected', isOpen);
    // An old connection may be told to be closed when a new one works already; what arrives shows that one does.
    receiver.client.on('slack_event', isOpen);
    receiver.client.on(
      'close',
      note(() => open.delete(receiver)),
    );
  }
  onChange(0);
}
