import type { PageChannel } from '../../wire/page-snapshot.ts';
import { act } from '../model/act.ts';
import { useWorkspace } from '../model/workspace.ts';

/** The questions that the app offers in its direct message. */
export function SuggestedPrompts({ channel }: { channel: PageChannel }) {
  const { snapshot, notify } = useWorkspace();
  const { prompts, me } = snapshot;
  if (!prompts) return null;
  const ask = async (text: string) => {
    const result = await act('say', { user: me.id, channel: channel.id, text });
    if (!result.ok) notify(result.message);
  };
  return (
    <section className="prompts" aria-label={prompts.title || 'Suggested questions'}>
      {prompts.title && <h3>{prompts.title}</h3>}
      <div className="prompt-list">
        {prompts.prompts.map((prompt) => (
          <button type="button" className="prompt" key={prompt.title} onClick={() => ask(prompt.message)}>
            {prompt.title}
          </button>
        ))}
      </div>
    </section>
  );
}
