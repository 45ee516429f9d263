import type { Conversations } from '../../store/conversations.ts';
import {
  countErased,
  type Erasure,
  noteErased,
  noteEraseLater,
  undoneErasures,
} from '../../store/erasures.ts';
import { noteFailure } from '../../store/failures.ts';
import { casesOpenedBy, othersCases } from '../../store/forget-in-store.ts';
import {
  endForgetting,
  type Forgetting,
  isUnderWay,
  keepForgetting,
  noteTelling,
  putBack,
  spread,
  takeForgetting,
} from '../../store/forgettings.ts';
import { backoffMs } from '../backoff.ts';
import type { CaseWork } from '../case-work.ts';
import { causeOf } from '../failure-cause.ts';
import { CannotSpeakError, TryLaterError } from '../voice.ts';

/** How soon it is looked again whether all cases are through. */
const LOOK_AGAIN_MS = 500;
/** After so many attempts (about half an hour) a message is left where it is, and the person is told. */
const MOST_ATTEMPTS = 12;
type ForgetWork = Pick<CaseWork, 'db' | 'conversations' | 'voice' | 'log' | 'meter'> & {
  /** Forgets the name under which a person is shown. */
  forgetName(workspace: string, person: string): Promise<void>;
};

/**
 * Goes on with one thing that somebody asked us to forget, if one is due: finds the cases it concerns, takes our messages
 * from Slack once the cases are through, tells the person, and forgets that it was asked.
 * @returns whether there was one
 */
export async function workOnForgetting(work: ForgetWork): Promise<boolean> {
  const forgetting = await takeForgetting(work.db);
  if (!forgetting) return false;
  try {
    const wait = await goOn(forgetting, work);
    if (wait === undefined) await endForgetting(work.db, forgetting);
    else await putBack(work.db, forgetting, wait);
  } catch (error) {
    work.log.warn({ error }, 'something could not be forgotten yet');
    await putBack(work.db, forgetting, backoffMs(forgetting.attempts, Math.random()));
  }
  return true;
}

/** @returns how many milliseconds to wait before it goes on; undefined when it is done */
async function goOn(forgetting: Forgetting, work: ForgetWork): Promise<number | undefined> {
  const { db } = work;
  const { workspace, person } = forgetting;
  if (!forgetting.spread) {
    const own = await casesOpenedBy(db, workspace, person);
    await spread(db, forgetting, { own, others: await othersWithWords(forgetting, work) });
    return 0;
  }
  if (await isUnderWay(db, forgetting)) return LOOK_AGAIN_MS;
  const wait = await eraseAll(forgetting, work);
  if (wait !== undefined) return wait;
  await tell(forgetting, work);
  if (forgetting.what === 'person') await work.forgetName(workspace, person);
  return undefined;
}

/** Other people's cases with words of this person in tables, or in what is kept of the conversation. */
async function othersWithWords({ workspace, person }: Forgetting, work: ForgetWork): Promise<string[]> {
  const found: string[] = [];
  for (const { caseId, holds } of await othersCases(work.db, workspace, person))
    if (holds || (await spoke({ workspace, caseId }, person, work.conversations))) found.push(caseId);
  return found;
}

const spoke = async (
  ref: { workspace: string; caseId: string },
  person: string,
  conversations: Conversations,
): Promise<boolean> => (await conversations.get(ref))?.some(({ author }) => author === person) ?? false;

async function eraseAll(forgetting: Forgetting, work: ForgetWork): Promise<number | undefined> {
  const { db, voice } = work;
  const waits: number[] = [];
  for (const row of await undoneErasures(db, forgetting)) {
    if (row.wait > 0) {
      waits.push(row.wait);
      continue;
    }
    try {
      await noteErased(db, row, await voice.erase(row.workspace, row.channel, row.ts));
    } catch (error) {
      if (error instanceof CannotSpeakError || row.attempts + 1 >= MOST_ATTEMPTS) {
        await leave(row, error instanceof CannotSpeakError ? error.reason : 'too_many_attempts', work);
        continue;
      }
      const asked = error instanceof TryLaterError ? error.afterMs : 0;
      const wait = Math.max(asked, backoffMs(row.attempts, Math.random()));
      await noteEraseLater(db, row, wait);
      waits.push(wait);
      // Asked to slow down, we do.
      if (asked > 0) return asked;
    }
    await keepForgetting(db, forgetting);
  }
  return waits.length > 0 ? Math.min(...waits) : undefined;
}

/** A message of ours stays in Slack. The person is told how many do; where each is, is on record for who may delete it. */
async function leave(row: Erasure, reason: string, { db, log, meter }: ForgetWork): Promise<void> {
  const { workspace, channel, ts } = row;
  log.warn({ channel, ts, reason }, 'a message of ours could not be taken from Slack');
  meter.failed('erasure', causeOf(reason));
  await db.transaction().execute(async (trx) => {
    await noteErased(trx, row, 'left');
    await noteFailure(trx, { workspace, kind: 'erasure', subject: `${channel}/${ts}`, reason });
  });
}

/** Tells the person in a direct message, once; where that can never be, nobody is told, and that is on record. */
async function tell(forgetting: Forgetting, { db, voice, log, meter }: ForgetWork): Promise<void> {
  const { workspace, id, person, what, cases, others, told_at: toldAt } = forgetting;
  try {
    const channel = await voice.direct(workspace, person);
    const place = { workspace, caseId: id, channel, threadTs: undefined };
    const key = `forgotten/${id}`;
    if (toldAt && (await voice.find(place, key, toldAt))) return;
    await noteTelling(db, forgetting);
    const erased = await countErased(db, forgetting);
    await voice.post(place, key, { kind: 'forgotten', what, cases, others, ...erased });
  } catch (error) {
    if (!(error instanceof CannotSpeakError)) throw error;
    const { reason } = error;
    log.warn({ reason }, 'somebody could not be told that it is forgotten');
    meter.failed('telling', causeOf(reason));
    await noteFailure(db, { workspace, kind: 'telling', subject: `forgotten/${id}`, reason });
  }
}
