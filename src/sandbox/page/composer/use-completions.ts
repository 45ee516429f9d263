import { type KeyboardEvent, useState } from 'react';
import type { PageChannel } from '../../wire/page-snapshot.ts';
import { useWorkspace } from '../model/workspace.ts';
import { type CompletionItem, completionItems, queryAt } from './completion-items.ts';

/** What the composer offers at the moment. */
export interface Completions {
  items: CompletionItem[];
  chosen: number;
  choose(index: number): void;
  /** @returns the text with a completion in place of what was typed, and where the caret then stands */
  apply(insert: string): { text: string; caret: number };
  /** Takes the keys that belong to the list. @returns whether it did */
  onKey(event: KeyboardEvent, pick: (insert: string) => void): boolean;
}

/** @returns what there is to complete at the caret; Escape puts it away until something else is typed */
export function useCompletions(text: string, caret: number, channel: PageChannel): Completions {
  const { snapshot } = useWorkspace();
  const [chosen, choose] = useState(0);
  const [dismissed, setDismissed] = useState('');
  const query = queryAt(text, caret);
  const key = query ? `${channel.id} ${query.kind}${query.typed} ${query.start}` : '';
  const items = query && key !== dismissed ? completionItems(query, snapshot).slice(0, 8) : [];
  const at = Math.min(chosen, Math.max(0, items.length - 1));
  return {
    items,
    chosen: at,
    choose,
    apply(insert) {
      const start = query?.start ?? caret;
      return { text: text.slice(0, start) + insert + text.slice(caret), caret: start + insert.length };
    },
    onKey(event, pick) {
      const item = items[at];
      if (!item) return false;
      if (event.key === 'ArrowDown') choose((at + 1) % items.length);
      else if (event.key === 'ArrowUp') choose((at - 1 + items.length) % items.length);
      else if (event.key === 'Escape') setDismissed(key);
      // A command that is typed out is sent by Enter, as in Slack.
      else if (event.key === 'Tab' || (event.key === 'Enter' && item.insert.trim() !== text.trim()))
        pick(item.insert);
      else return false;
      event.preventDefault();
      return true;
    },
  };
}
