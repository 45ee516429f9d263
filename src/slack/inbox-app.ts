import { App, type AppOptions, type ReceiverEvent } from '@slack/bolt';
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import { type Meter, stopwatch } from '../meter.ts';
import type { Inbound } from '../store/inbound.ts';
import { within } from '../within.ts';
import { arrivalOf } from './arrival-of.ts';
import { ActionBody, SubmissionBody, typeOf } from './bodies.ts';
import type { Guard } from './guard.ts';
import { type Identities, NotInstalledError } from './identities.ts';
import { toInbound } from './inbound.ts';
import { isChannelMessage } from './is-channel-message.ts';
import { isMalformed } from './is-malformed.ts';
import { answerFailed, answerNotInstalled, giveBack, inForm, tellIfPossible } from './not-taken.ts';
import { notice } from './notice.ts';
import { openModal } from './open-modal.ts';
import { type Removal, removalOf } from './removal-of.ts';
import { idsOfBody } from './workspace-of.ts';

/** Slack waits three seconds for us; what is not kept by then is given back while it still can be. */
const KEEP_LIMIT_MS = 2_000;

/** What the app needs to keep what arrives. */
export interface Keeping {
  /** Resolves once it is durably written. */
  keep(inbound: Inbound): Promise<void>;
  /** Where the app is installed; nothing of another workspace is kept, and no listener hears of it. */
  identities: Identities;
  /** Resolves once it is noted that the app was removed from a workspace. */
  removed(removal: Removal): Promise<void>;
  /** Why what arrived is not to be done; then nothing of it is kept, and no listener hears of it. */
  guard: Guard;
  clock: Clock;
  log: Logger;
  meter: Meter;
}

interface Arrived {
  event: ReceiverEvent;
  isAcked(): boolean;
  /** To be called when it is left for Slack to send again. */
  left(): void;
}

/**
 * A Bolt app that keeps what arrives before anything is acknowledged. Bolt acks events before their listeners run, so a
 * crash would lose them; here an event is acked only when it is in the database. What cannot be kept is not acked:
 * Slack sends events again, and who typed a command or filled in a form gets their words back. Messages in channels
 * reach no listener: they are for the inbox alone.
 */
export class InboxApp extends App {
  readonly #keeping: Keeping;
  readonly #underWay = new Set<Promise<void>>();
  /** What a listener failed at. */
  readonly #failed = new WeakSet<object>();

  constructor(options: AppOptions, keeping: Keeping) {
    super(options);
    this.#keeping = keeping;
  }

  override async processEvent(event: ReceiverEvent): Promise<void> {
    const arrival = this.#arrival(event);
    const work = this.#process(arrival);
    this.#underWay.add(work);
    try {
      await work;
    } catch (error) {
      arrival.left();
      throw error;
    } finally {
      this.#underWay.delete(work);
    }
  }

  /** Resolves when everything that arrived so far is through its listeners; Bolt's own stop does not wait for it. */
  async drained(): Promise<void> {
    await Promise.allSettled(this.#underWay);
  }

  /** What arrived, and whether it was acknowledged; how long that took is counted once. */
  #arrival(event: ReceiverEvent): Arrived {
    const { meter } = this.#keeping;
    const kind = arrivalOf(event.body);
    const seconds = stopwatch();
    let acked = false;
    const ack = async (response?: unknown): Promise<void> => {
      await event.ack(response);
      if (!acked) meter.arrived(kind, 'acknowledged', seconds());
      acked = true;
    };
    const left = (): void => {
      if (!acked) meter.arrived(kind, 'left', seconds());
    };
    return { event: { ...event, ack }, isAcked: () => acked, left };
  }

  async #process({ event, isAcked }: Arrived): Promise<void> {
    const { keep, guard, removed, clock, log, meter } = this.#keeping;
    if (isMalformed(event.body)) {
      log.warn(
        { type: typeOf(event.body) },
        'an interaction is not as Slack describes it, and was left alone',
      );
      return event.ack();
    }
    const removal = removalOf(event.body);
    // Slack sends it again while it is not acknowledged, and it is not while it is not noted.
    if (removal) await within(KEEP_LIMIT_MS, removed(removal));
    else if (!(await this.#isInstalled(event))) return;
    const refusal = await guard(event.body);
    if (refusal !== undefined) return this.#refuse(event, refusal);
    const inbound = toInbound(event.body, clock.now());
    if (inbound) {
      try {
        await within(KEEP_LIMIT_MS, keep(inbound));
      } catch (error) {
        log.error({ error, kind: inbound.body.kind }, 'what arrived could not be kept');
        meter.failed('arrival', 'other');
        await giveBack(event, inbound, error);
        return;
      }
    }
    // Each listener would be asked about it, and none is for it.
    if (isChannelMessage(event.body)) return event.ack();
    await super.processEvent(event);
    if (isAcked()) return;
    if (this.#failed.has(event.body)) await answerFailed(event);
    else await this.#answerUnknown(event);
  }

  /**
   * Whether the app is installed where something comes from; where not, it is let go, and who waits for it is told.
   * @throws for an event when that cannot be known now, so that Slack sends it again
   */
  async #isInstalled(event: ReceiverEvent): Promise<boolean> {
    const { identities, clock, log } = this.#keeping;
    try {
      const { body } = event;
      const { workspace, team } = idsOfBody(body);
      await within(KEEP_LIMIT_MS, identities.of(workspace, team));
      return true;
    } catch (error) {
      if (error instanceof NotInstalledError) {
        log.info({ type: typeOf(event.body) }, 'this comes from a workspace that has not installed the app');
        await answerNotInstalled(event);
        return false;
      }
      log.error({ error }, 'the installation could not be looked up');
      const inbound = toInbound(event.body, clock.now());
      if (inbound) await giveBack(event, inbound, error);
      else if (typeOf(event.body) === 'event_callback') throw error;
      else await answerFailed(event);
      return false;
    }
  }

  /** To be called for what a listener failed at: who did it is told so. */
  noteFailure(body: unknown): void {
    if (typeof body === 'object' && body !== null) this.#failed.add(body);
    this.#keeping.meter.failed('listener', 'other');
  }

  /** No listener is for it: a button or a form of an earlier version, or what was never ours. Nobody is kept waiting. */
  async #answerUnknown(event: ReceiverEvent): Promise<void> {
    this.#keeping.log.warn({ type: typeOf(event.body) }, 'nothing here answers to what arrived');
    return this.#refuse(event, UNKNOWN);
  }

  async #refuse({ body, ack }: ReceiverEvent, refusal: string): Promise<void> {
    const submission = SubmissionBody.safeParse(body);
    if (submission.success) return ack(inForm(submission.data, refusal));
    await ack();
    const { data: press } = ActionBody.safeParse(body);
    if (press?.response_url) return tellIfPossible(press, refusal);
    // On the Home tab there is nothing to answer to but a modal.
    if (press?.trigger_id) {
      const { trigger_id } = press;
      const { client } = await this.#keeping.identities.of(idsOfBody(body).workspace);
      await openModal(client, { trigger_id }, notice('Nothing to show', refusal));
    }
  }
}

const UNKNOWN =
  'This is from an earlier version of me, and I cannot do it any more. Nothing was changed. `/finetune help` says what I can do.';
