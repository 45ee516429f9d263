import { backoffMs } from '../cases/backoff.ts';
import { causeOf, mayComeBack } from '../cases/failure-cause.ts';
import { CannotSpeakError, TryLaterError } from '../cases/voice.ts';
import type { SendKey } from '../store/digest-jobs.ts';
import {
  endSend,
  noteDigestSent,
  noteSendAttempt,
  noteSendRetry,
  noteTakenBack,
  SendLostError,
  StaleDigestError,
  stopByItself,
  type TakenSend,
  takeSend,
} from '../store/digest-sends.ts';
import { noteFailure } from '../store/failures.ts';
import { compose } from './compose.ts';
import type { DigestContent } from './content.ts';
import type { Digest } from './digest.ts';
import type { DigestWork } from './digest-work.ts';
import { digestById } from './digests.ts';
import { atOwnersTime } from './follow-owner.ts';
import { tellOwner } from './tell-owner.ts';

/** After so many attempts (about an hour) a digest is given up; the next one comes at its time. */
const MOST_ATTEMPTS = 20;

/** Errors after which the same would work for another message, or nothing will until an operator mends it. */
const NOT_THE_CHANNEL = ['invalid_blocks', 'missing_scope', 'msg_blocks_too_long', 'msg_too_long', 'no_text'];

/**
 * Sends a digest that was due, exactly once: puts it together, and before it is posted again looks whether an earlier
 * attempt got through. Where there is nothing to say it ends without a message. One that can never be posted stops the
 * digest, and its owner is told. Does nothing when somebody else is at it, or when it must wait. One whose owner is in
 * another time zone by now, where its time is still to come, waits for that.
 * @returns how many milliseconds Slack asked us to wait with everything; undefined when it did not
 */
export async function sendDigest(key: SendKey, work: DigestWork): Promise<number | undefined> {
  const send = await takeSend(work.db, key);
  let digest = send && (await digestById(work.db, { workspace: send.workspace, id: send.digest }));
  if (!send || !digest) return undefined;
  try {
    if (send.failed !== null) {
      await tellOwner(send, digest, send.failed, work);
      return undefined;
    }
    if (digest.state === 'on' && !send.attempted_at) {
      const there = await atOwnersTime(send, digest, work);
      if (!there) return undefined;
      digest = there;
    }
    await sendOnce(send, digest, work);
    return undefined;
  } catch (error) {
    if (error instanceof SendLostError) return undefined;
    if (error instanceof CannotSpeakError && !mayComeBack(error.reason))
      return giveUp(send, digest, error, work);
    return retryLater(send, error, work);
  }
}

/** The name under which a digest can be found in Slack. */
export const digestKey = ({ digest, day }: Pick<SendKey, 'digest' | 'day'>): string =>
  `digest/${digest}/${day}`;

async function sendOnce(send: TakenSend, digest: Digest, work: DigestWork): Promise<void> {
  const { voice, clock } = work;
  const channel =
    send.channel ??
    digest.channel ??
    (digest.target.kind === 'channel'
      ? digest.target.channel
      : await voice.direct(send.workspace, digest.target.person));
  if (send.attempted_at) {
    const ts = await voice.find(send.workspace, channel, digestKey(send), send.attempted_at);
    if (ts !== undefined) return noteSent(send, { channel, ts, at: send.attempted_at }, work);
  }
  if (digest.state !== 'on') return endQuietly(send, work);
  const now = clock.now();
  const content = await compose(digest, { now, late: send.late, preview: false }, work);
  if (!content.news && digest.settings.skipQuiet && !content.askToGoOn) return endQuietly(send, work);
  await noteSendAttempt(work.db, send, shownIn(content, channel), new Date(now));
  const ts = await voice.post(send.workspace, channel, digestKey(send), { kind: 'digest', content });
  // What happens from here on is in the next one.
  await noteSent(send, { channel, ts, at: new Date(now) }, work);
}

/** What is in Slack, and shows something that was forgotten meanwhile, is taken away again where Slack lets us. */
async function noteSent(
  send: TakenSend,
  sent: { channel: string; ts: string; at: Date },
  { db, voice, meter }: DigestWork,
): Promise<void> {
  const { channel, ts } = sent;
  if (await noteDigestSent(db, send, sent)) return meter.digest('sent', send.late);
  await voice.erase(send.workspace, channel, ts).catch((error: unknown) => {
    if (!(error instanceof CannotSpeakError)) throw error;
  });
  await noteTakenBack(db, send);
}

const shownIn = (content: DigestContent, channel: string): Parameters<typeof noteSendAttempt>[2] => ({
  channel,
  lines: [
    ...content.lines.map(({ key, caseId }) => ({ key, caseId })),
    ...content.changes.map(({ caseId }, place) => ({ key: `change:${place}`, caseId })),
  ],
  people: [...content.lines, ...content.changes]
    .flatMap(({ people }) => people)
    .concat(content.digest.setUpBy)
    .filter((person) => person !== ''),
  passage: content.passage?.id,
  reacted: content.reacted,
});

async function giveUp(
  send: TakenSend,
  digest: Digest,
  error: CannotSpeakError,
  work: DigestWork,
): Promise<number | undefined> {
  const { db, log } = work;
  const { reason } = error;
  if (send.failed !== null || NOT_THE_CHANNEL.includes(reason)) {
    log.warn({ digest: digest.id, reason }, 'a digest could not be posted, or its owner not be told');
    await ended(send, work, reason);
    return undefined;
  }
  log.warn({ digest: digest.id, reason }, 'a digest can not be posted any more, and has stopped');
  try {
    if (await stopByItself(db, send, digest.version, reason)) {
      await record(send, reason, work);
      return await tellNow(send, digest, reason, work);
    }
    // Somebody changed it at this moment; what they made of it comes at its next time.
    await endSend(db, send, 'failed');
  } catch (lost) {
    if (!(lost instanceof SendLostError)) throw lost;
  }
  return undefined;
}

async function tellNow(
  send: TakenSend,
  digest: Digest,
  reason: string,
  work: DigestWork,
): Promise<number | undefined> {
  const failed = { ...send, failed: reason };
  try {
    await tellOwner(failed, digest, reason, work);
    return undefined;
  } catch (error) {
    if (error instanceof SendLostError) return undefined;
    if (error instanceof CannotSpeakError && !mayComeBack(error.reason))
      return giveUp(failed, digest, error, work);
    return retryLater(failed, error, work);
  }
}

async function retryLater(send: TakenSend, error: unknown, work: DigestWork): Promise<number | undefined> {
  const { db, log, meter } = work;
  const why = error instanceof Error ? error.message : String(error);
  // An operator is told of a lost token when it begins, not when a digest is given up.
  if (error instanceof CannotSpeakError && send.attempts === 0) meter.failed('digest', causeOf(error.reason));
  const asked = error instanceof TryLaterError ? error.afterMs : undefined;
  if (asked === undefined && send.attempts + 1 >= MOST_ATTEMPTS) {
    log.error({ digest: send.digest, why }, 'a digest is given up; the next one comes at its time');
    await ended(send, work, error instanceof CannotSpeakError ? error.reason : 'too_many_attempts');
    return undefined;
  }
  // A digest in which something was forgotten since is put together anew at once.
  const wait =
    error instanceof StaleDigestError ? 0 : Math.max(asked ?? 0, backoffMs(send.attempts, Math.random()));
  log.warn({ digest: send.digest, attempt: send.attempts + 1, wait, why }, 'a digest must wait');
  await noteSendRetry(db, send, wait).catch(leaveLost);
  return asked;
}

async function endQuietly(send: TakenSend, { db, meter }: DigestWork): Promise<void> {
  await endSend(db, send, 'quiet');
  meter.digest('quiet', send.late);
}

async function ended(send: TakenSend, work: DigestWork, reason: string): Promise<void> {
  // Of one that has stopped only the telling is given up; that it failed was recorded then.
  await (send.failed === null ? record(send, reason, work) : recordUntold(send, reason, work));
  await endSend(work.db, send, 'failed').catch(leaveLost);
}

/** Records that a digest did not come. A digest that was deleted meanwhile leaves no record. */
async function record(send: TakenSend, reason: string, { db, meter }: DigestWork): Promise<void> {
  meter.digest('failed', send.late);
  if (!mayComeBack(reason)) meter.failed('digest', causeOf(reason));
  await noteFailure(db, { ...failureOf(send), kind: 'digest', reason });
}

async function recordUntold(send: TakenSend, reason: string, { db, meter }: DigestWork): Promise<void> {
  meter.failed('telling', causeOf(reason));
  await noteFailure(db, { ...failureOf(send), kind: 'telling', reason });
}

const failureOf = (send: TakenSend) => ({
  workspace: send.workspace,
  digest: send.digest,
  subject: digestKey(send),
});

const leaveLost = (error: unknown): void => {
  if (!(error instanceof SendLostError)) throw error;
};
