import { App, type AppOptions, type ReceiverEvent } from '@slack/bolt';
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { Inbound } from '../store/inbound.ts';
import { within } from '../within.ts';
import { ActionBody, SubmissionBody } from './bodies.ts';
import { toInbound } from './inbound.ts';
import { lostText } from './lost-text.ts';
import { notice } from './notice.ts';
import { tellAlone } from './tell-alone.ts';

/** Slack waits three seconds for us; what is not kept by then is given back while it still can be. */
const KEEP_LIMIT_MS = 2_000;

/** What the app needs to keep what arrives. */
export interface Keeping {
  /** Resolves once it is durably written. */
  keep(inbound: Inbound): Promise<void>;
  clock: Clock;
  log: Logger;
}

/**
 * A Bolt app that keeps what arrives before anything is acknowledged. Bolt acks events before their listeners run, so a
 * crash would lose them; here an event is acked only when it is in the database. What cannot be kept is not acked:
 * Slack sends events again, and who typed a command or filled in a form gets their words back.
 */
export class InboxApp extends App {
  readonly #keeping: Keeping;
  readonly #underWay = new Set<Promise<void>>();

  constructor(options: AppOptions, keeping: Keeping) {
    super(options);
    this.#keeping = keeping;
  }

  override async processEvent(event: ReceiverEvent): Promise<void> {
    const work = this.#process(event);
    this.#underWay.add(work);
    try {
      await work;
    } finally {
      this.#underWay.delete(work);
    }
  }

  /** Resolves when everything that arrived so far is through its listeners; Bolt's own stop does not wait for it. */
  async drained(): Promise<void> {
    await Promise.allSettled(this.#underWay);
  }

  async #process(event: ReceiverEvent): Promise<void> {
    const { keep, clock, log } = this.#keeping;
    const inbound = toInbound(event.body, clock.now());
    if (inbound) {
      try {
        await within(KEEP_LIMIT_MS, keep(inbound));
      } catch (error) {
        log.error({ error, kind: inbound.body.kind }, 'what arrived could not be kept');
        await giveBack(event, inbound, error);
        return;
      }
    }
    await super.processEvent(event);
  }
}

/** Tells who can be told. @throws the error for an event, so that it is not acked and Slack sends it again */
async function giveBack(event: ReceiverEvent, inbound: Inbound, error: unknown): Promise<void> {
  const text = inbound.body.kind === 'open' ? inbound.body.text : '';
  const submission = SubmissionBody.safeParse(event.body);
  const action = ActionBody.safeParse(event.body);
  if (inbound.opening?.origin === 'command') {
    await event.ack({ response_type: 'ephemeral', text: lostText(text) });
  } else if (submission.success) {
    const [field] = Object.keys(submission.data.view.state.values);
    // A form that only asks whether it is meant has no field to say it at.
    await event.ack(
      field === undefined
        ? { response_action: 'update', view: notice('Not done', LOST_PRESS) }
        : { response_action: 'errors', errors: { [field]: LOST_FORM } },
    );
  } else if (action.success) {
    await event.ack();
    await tellAlone(action.data, LOST_PRESS);
  } else throw error;
}

const LOST_FORM =
  'I could not keep this: my database does not answer. Nothing you typed is lost; try again in a minute.';
const LOST_PRESS =
  'I could not do this: my database does not answer. Nothing is changed; try again in a minute.';
