import { Gauge, type Registry } from 'prom-client';
import type { Backlog } from '../store/backlog.ts';

/** Shows what the database says is still to be done. Where it does not say so, nothing is shown that is no longer true. */
export function createBacklogGauges(register: Registry): {
  show(backlog: Backlog | undefined, now: number): void;
} {
  const registers = [register];
  const up = new Gauge({
    name: 'tune_or_not_database_up',
    help: '1 when the database answered this scrape within a second, by the connections that the app works with',
    registers,
  });
  const items = new Gauge({
    name: 'tune_or_not_inbox_items',
    help: 'What arrived and was not read yet, over all replicas; "held" waits until somebody who stopped us goes on',
    labelNames: ['state'],
    registers,
  });
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers });
  const age = gauge(
    'tune_or_not_inbox_oldest_age_seconds',
    'For how long the oldest item waits that is to be read; 0 when none does; the same in all replicas',
  );
  const unsent = gauge(
    'tune_or_not_outbox_messages',
    'Messages that Slack does not show yet as they should be, over all replicas',
  );
  const overdue = gauge(
    'tune_or_not_digests_overdue',
    'Digests that should have come five minutes ago or longer and did not yet, over all replicas',
  );
  const givenUp = gauge(
    'tune_or_not_failures_open',
    'What was given up in the last seven days and did not get through since, over all replicas',
  );
  return {
    show(backlog, now) {
      for (const each of [age, unsent, overdue, givenUp]) each.remove();
      items.reset();
      up.set(backlog ? 1 : 0);
      if (!backlog) return;
      items.set({ state: 'waiting' }, backlog.waiting);
      items.set({ state: 'held' }, backlog.held);
      age.set(backlog.oldestAt === null ? 0 : Math.max(0, now - backlog.oldestAt) / 1_000);
      unsent.set(backlog.unsent);
      overdue.set(backlog.overdueDigests);
      givenUp.set(backlog.failures);
    },
  };
}
