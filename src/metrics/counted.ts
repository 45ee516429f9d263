import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import { ROUTES } from '../advisor/routes.ts';
import { ARRIVALS, CAUSES, FAILURES, type Meter, STAGES } from '../meter.ts';

/** Slack waits three seconds for an acknowledgement. */
const ACK_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3];
/** Offline a turn takes a tenth of a second, with a model up to a minute. */
const TURN_SECONDS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 40, 80];

/** Counts what the app does. Whatever can be counted at all begins at 0, so that the first of it shows as a rise. */
export function createCounted(register: Registry): Meter {
  const registers = [register];
  const acks = new Histogram({
    name: 'tune_or_not_ack_duration_seconds',
    help: 'From the arrival of what Slack sent to its acknowledgement, by kind; outcome "left": not acknowledged, Slack sends it again',
    labelNames: ['kind', 'outcome'],
    buckets: ACK_SECONDS,
    registers,
  });
  const turns = new Histogram({
    name: 'tune_or_not_turn_duration_seconds',
    help: 'Turns: what waits for a case read, assessed, written and posted',
    buckets: TURN_SECONDS,
    registers,
  });
  const stages = new Histogram({
    name: 'tune_or_not_turn_stage_duration_seconds',
    help: 'The stages of a turn, one after the other',
    labelNames: ['stage'],
    buckets: TURN_SECONDS,
    registers,
  });
  const verdicts = new Counter({
    name: 'tune_or_not_verdicts_total',
    help: 'Assessments that were written, by the route they advise and how firmly it stands',
    labelNames: ['route', 'standing'],
    registers,
  });
  const fallbacks = new Counter({
    name: 'tune_or_not_fallbacks_total',
    help: 'Readings by the offline curator in place of the model: a limit of the day is reached, or the model was of no use',
    labelNames: ['because'],
    registers,
  });
  const failures = new Counter({
    name: 'tune_or_not_failures_total',
    help: 'What could not be kept, worked on or posted, by what it was and the kind of reason',
    labelNames: ['what', 'cause'],
    registers,
  });
  const digests = new Counter({
    name: 'tune_or_not_digests_total',
    help: 'Digests that were due, by what became of them',
    labelNames: ['outcome'],
    registers,
  });
  const late = new Counter({
    name: 'tune_or_not_digests_late_total',
    help: 'Digests that were sent half an hour after their time or later',
    registers,
  });
  const sockets = new Gauge({
    name: 'tune_or_not_socket_connections',
    help: 'Socket Mode connections of this process that are open; nothing over HTTP',
    registers,
  });
  sockets.remove();
  for (const kind of ARRIVALS) for (const outcome of ['acknowledged', 'left']) acks.zero({ kind, outcome });
  for (const stage of STAGES) stages.zero({ stage });
  for (const route of ROUTES)
    for (const standing of ['recommended', 'ask']) verdicts.inc({ route, standing }, 0);
  for (const because of ['limit', 'model']) fallbacks.inc({ because }, 0);
  for (const outcome of ['sent', 'quiet', 'failed']) digests.inc({ outcome }, 0);
  for (const what of FAILURES) for (const cause of CAUSES) failures.inc({ what, cause }, 0);
  return {
    arrived: (kind, outcome, seconds) => acks.observe({ kind, outcome }, seconds),
    turn: (seconds) => turns.observe(seconds),
    stage: (stage, seconds) => stages.observe({ stage }, seconds),
    verdict: (route, standing) => verdicts.inc({ route, standing }),
    stoodIn: (because) => fallbacks.inc({ because }),
    failed: (what, cause) => failures.inc({ what, cause }),
    digest: (outcome, isLate) => {
      digests.inc({ outcome });
      if (outcome === 'sent' && isLate) late.inc();
    },
    sockets: (open) => sockets.set(open),
  };
}
