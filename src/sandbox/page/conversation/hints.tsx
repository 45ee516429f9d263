import { useWorkspace } from '../model/workspace.ts';

/** What one might type, while nobody has spoken to the app. */
export function Hints({ use }: { use(text: string): void }) {
  const { hints } = useWorkspace().snapshot.start;
  if (hints.length === 0) return null;
  return (
    <div className="hints">
      <span>Try:</span>
      {hints.map((hint) => (
        <button type="button" className="hint" key={hint} onClick={() => use(hint)}>
          {hint}
        </button>
      ))}
    </div>
  );
}
