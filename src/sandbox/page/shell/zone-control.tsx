import { act } from '../model/act.ts';
import { useWorkspace } from '../model/workspace.ts';

const ZONES = Intl.supportedValuesOf('timeZone');

/** Where one's clocks are, as one's Slack profile says. Choosing another is flying there; the app is told. */
export function ZoneControl() {
  const { snapshot, notify } = useWorkspace();
  const { name, tz } = snapshot.me;
  const fly = async (to: string) => {
    const result = await act('change-zone', { user: name, tz: to });
    if (!result.ok) notify(result.message);
  };
  return (
    <label className="switcher-zone">
      Your time zone
      <select value={tz} onChange={(event) => void fly(event.target.value)}>
        {[...new Set([tz, ...ZONES])].sort().map((zone) => (
          <option key={zone}>{zone}</option>
        ))}
      </select>
    </label>
  );
}
