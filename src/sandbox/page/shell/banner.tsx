import type { PageSnapshot } from '../../wire/page-snapshot.ts';
import { ClockControl } from './clock-control.tsx';
import { ConnectionDot } from './connection-dot.tsx';

/** The line over everything that says what this is. */
export function Banner({ snapshot, reached }: { snapshot: PageSnapshot | undefined; reached: boolean }) {
  return (
    <header className="banner">
      <strong className="banner-tag">Sandbox</strong>
      <span className="banner-text">
        {reached
          ? 'A Slack that runs on this machine, for trying things out.'
          : 'The sandbox does not answer. Trying again…'}
      </span>
      <span className="banner-space" />
      {snapshot && <ClockControl clock={snapshot.clock} zone={snapshot.me.tz} />}
      {snapshot && (
        <ConnectionDot connection={snapshot.connection} app={snapshot.app.name} reached={reached} />
      )}
    </header>
  );
}
