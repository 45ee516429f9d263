import { useEffect, useState } from 'react';
import { type PageSnapshot, pageSnapshot } from '../../wire/page-snapshot.ts';
import { createStableMessages } from './stable-messages.ts';

/** What a person sees, and whether the sandbox itself can be reached. */
interface Live {
  snapshot: PageSnapshot | undefined;
  reached: boolean;
}

/** Follows what a person sees. The browser reconnects by itself when the sandbox was away. */
export function useSnapshot(user: string): Live {
  const [live, setLive] = useState<Live>({ snapshot: undefined, reached: true });
  useEffect(() => {
    const stable = createStableMessages();
    const source = new EventSource(`/sandbox/stream?user=${encodeURIComponent(user)}`);
    source.onmessage = (event) => {
      const parsed = pageSnapshot.safeParse(JSON.parse(String(event.data)));
      if (parsed.success) setLive({ snapshot: stable(parsed.data), reached: true });
      else console.error('The sandbox sent something that this page does not understand.', parsed.error);
    };
    source.onerror = () => setLive((before) => ({ ...before, reached: false }));
    return () => source.close();
  }, [user]);
  return live;
}
