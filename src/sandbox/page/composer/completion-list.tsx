import type { Completions } from './use-completions.ts';

interface CompletionListProps {
  id: string;
  completions: Completions;
  pick(insert: string): void;
}

/** The list over the composer. The focus stays in the text; arrow keys move the choice. */
export function CompletionList({ id, completions, pick }: CompletionListProps) {
  if (completions.items.length === 0) return null;
  return (
    <div className="completions" id={id} role="listbox" aria-label="Suggestions">
      {completions.items.map((item, index) => (
        <div
          key={item.label}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === completions.chosen}
          className="completion"
          // Before the text loses the focus.
          onMouseDown={(event) => {
            event.preventDefault();
            pick(item.insert);
          }}
          onMouseEnter={() => completions.choose(index)}
        >
          <span className="completion-label">{item.label}</span>
          <span className="completion-note">{item.note}</span>
        </div>
      ))}
    </div>
  );
}
