import type { Ephemeral } from '../../wire/ephemeral.ts';
import { BlockList } from '../blocks/block-list.tsx';
import { MrkdwnText } from '../blocks/rich-text.tsx';
import { ActionScope } from '../elements/action-scope.tsx';
import { act } from '../model/act.ts';
import { timeOf } from '../model/time.ts';
import { userOf, useWorkspace } from '../model/workspace.ts';
import { Avatar } from '../ui/avatar.tsx';

/** A message that nobody else sees. */
export function EphemeralRow({ ephemeral }: { ephemeral: Ephemeral }) {
  const { snapshot } = useWorkspace();
  const author = userOf(snapshot, ephemeral.user);
  const user = snapshot.me.id;
  const dismiss = () => act('dismiss', { user, channel: ephemeral.channel, ts: ephemeral.ts });
  const invite = async () => {
    await act('add-member', { user, channel: ephemeral.channel, member: snapshot.app.botUserId });
    await dismiss();
  };
  return (
    <article className="message ephemeral" aria-label={`${author.realName}, only visible to you`}>
      <div className="message-gutter">
        <Avatar id={ephemeral.user} size={36} />
      </div>
      <div className="message-content">
        <div className="message-head">
          <span className="message-author">{author.realName}</span>
          {ephemeral.user === snapshot.app.botUserId && <span className="tag">APP</span>}
          <span className="message-time">{timeOf(ephemeral.ts)}</span>
        </div>
        {ephemeral.blocks?.length ? (
          <ActionScope channel={ephemeral.channel} messageTs={ephemeral.ts}>
            <BlockList blocks={ephemeral.blocks} />
          </ActionScope>
        ) : (
          <MrkdwnText text={ephemeral.text} />
        )}
        {ephemeral.invite && (
          <p className="row-buttons">
            <button type="button" className="button primary" onClick={invite}>
              Invite {snapshot.app.name}
            </button>
            <button type="button" className="button" onClick={dismiss}>
              Do nothing
            </button>
          </p>
        )}
        <p className="only-you">
          Only visible to you ·{' '}
          <button type="button" className="link-button" onClick={dismiss}>
            Dismiss
          </button>
        </p>
      </div>
    </article>
  );
}
