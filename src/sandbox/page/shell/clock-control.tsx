import { useEffect, useState } from 'react';
import type { PageSnapshot } from '../../wire/page-snapshot.ts';
import { moveClock } from '../model/act.ts';
import { nextMonday } from '../model/next-monday.ts';
import { bannerTime, localInput } from '../model/time.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** The sandbox's time; where it can be moved, buttons that move it on. It never goes back. */
export function ClockControl({ clock, zone }: { clock: PageSnapshot['clock']; zone: string }) {
  const now = useRunning(clock.now);
  if (!clock.movable) return null;
  return (
    <fieldset className="clock">
      <legend className="visually-hidden">The sandbox’s clock</legend>
      <time>{bannerTime(now)}</time>
      <button type="button" onClick={() => moveClock(now + HOUR)}>
        +1 hour
      </button>
      <button type="button" onClick={() => moveClock(now + DAY)}>
        +1 day
      </button>
      <button
        type="button"
        title={`Monday 09:00 where you are as this person (${zone})`}
        onClick={() => moveClock(nextMonday(now, zone))}
      >
        To Monday 09:00
      </button>
      <MoveTo now={now} />
    </fieldset>
  );
}

/** Any later time. It is set by the button: a half-typed date must not move anything. */
function MoveTo({ now }: { now: number }) {
  const [chosen, choose] = useState('');
  const to = new Date(chosen).getTime();
  return (
    <>
      <input
        type="datetime-local"
        aria-label="Move the clock to"
        min={localInput(now)}
        value={chosen || localInput(now)}
        onChange={(event) => choose(event.target.value)}
      />
      <button
        type="button"
        disabled={!(to > now)}
        onClick={() => {
          void moveClock(to);
          choose('');
        }}
      >
        Set
      </button>
    </>
  );
}

/** Snapshots come only when something happens; between them the shown time runs on with the machine's. */
function useRunning(now: number): number {
  const [shown, setShown] = useState(now);
  useEffect(() => {
    const began = Date.now();
    setShown(now);
    const timer = setInterval(() => setShown(now + Date.now() - began), 5_000);
    return () => clearInterval(timer);
  }, [now]);
  return shown;
}
