import { BlockList } from '../blocks/block-list.tsx';
import { ActionScope } from '../elements/action-scope.tsx';
import { useWorkspace } from '../model/workspace.ts';

/** The app's Home tab for this person. */
export function AppHome() {
  const { snapshot } = useWorkspace();
  const { home } = snapshot;
  return (
    <div className="home">
      {home ? (
        <ActionScope key={home.id} viewId={home.id}>
          <BlockList blocks={home.blocks} />
        </ActionScope>
      ) : (
        <p className="empty">{snapshot.app.name} has put nothing here for you yet.</p>
      )}
    </div>
  );
}
