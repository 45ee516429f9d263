import { timed } from '../meter.ts';
import { type CaseFile, loadCaseFile } from '../store/case-file.ts';
import { type InboxItem, pendingItems } from '../store/inbox.ts';
import type { Found, TakenLease } from '../store/lease.ts';
import { saveTurn } from '../store/save-turn.ts';
import { actOf } from './acts/act-of.ts';
import { openingsOf } from './asked-later.ts';
import type { CaseWork, TurnWork } from './case-work.ts';
import { endsWithStop, holdTurn } from './hold-turn.ts';
import { keptOf } from './kept-talk.ts';
import { openRoot, type Root } from './open-root.ts';
import { outgoingFor } from './outgoing-for.ts';
import { readAndAssess } from './read-and-assess.ts';
import { sayByHand } from './say-by-hand.ts';
import { StoppedError } from './stopped-error.ts';
import type { Place } from './voice.ts';
import { watchForStop } from './watch-for-stop.ts';
import { whatWasSaid } from './what-was-said.ts';

/** Where a turn was taken. */
export interface TurnTaken {
  at: Place;
  /** Nothing new is posted: our status stands until it is taken away. */
  silent: boolean;
}

/**
 * One turn: everything that waits in a case's inbox is read together, the situation is assessed anew, and what is to
 * be said is written with it in one transaction. Sending comes after, and again if it must. Where somebody presses Stop
 * meanwhile, nothing of it is written but that.
 * @throws LeaseLostError when somebody else took the case over; then nothing was written
 * @throws TryLaterError when Slack does not let us post what the turn is to quote; it is to be taken again then
 */
export async function takeTurn(
  { row, items: waiting }: Pick<Found, 'row'> & { items: readonly InboxItem[] },
  lease: TakenLease,
  work: CaseWork,
): Promise<TurnTaken> {
  const { file, root } = await timed(work.meter, 'open', async () => {
    const loaded = await loadCaseFile(work.db, row);
    return { file: loaded, root: await openRoot(waiting, loaded, lease, work) };
  });
  // While the root was posted somebody may have gone on: what is said together is understood together.
  const arrived = root.justPosted ? await pendingItems(work.db, lease) : waiting;
  const items = arrived.filter(({ body }) => body.kind !== 'forget');
  const at: Place = {
    workspace: row.workspace,
    caseId: row.id,
    channel: row.channel,
    threadTs: root.threadTs,
  };
  const stop = watchForStop(lease, work);
  try {
    if (endsWithStop(items)) throw new StoppedError();
    const terms = await work.termsIn(lease.workspace);
    const silent = await turn(items, { file, root, at, lease, stopped: stop.signal }, { ...work, ...terms });
    return { at, silent: file.row.turn > 0 && silent };
  } catch (error) {
    if (!(error instanceof StoppedError)) throw error;
    await holdTurn(lease, file.row.channel, work);
    return { at, silent: true };
  } finally {
    stop.end();
  }
}

/** What a turn begins with. */
interface Begun {
  file: CaseFile;
  root: Root;
  at: Place;
  lease: TakenLease;
  stopped: AbortSignal;
}

/** @returns whether it says nothing in the thread but what the verdict message shows */
async function turn(items: readonly InboxItem[], begun: Begun, work: TurnWork): Promise<boolean> {
  const { file, root, at, lease, stopped } = begun;
  const { db, ready, channels, voice, meter } = work;
  const context = { db, ref: lease, file, pack: ready.pack, channels, voice };
  const done = withoutForgotten(items);
  const acts = (await Promise.all(done.map(({ body }) => actOf(body, context)))).flatMap((act) => act ?? []);
  const byHand = await sayByHand(acts, file, root, lease, work);
  const applied = await timed(meter, 'hear', async () => {
    await voice.working(at, { title: titleOf(items), asker: file.row.opened_by });
    return whatWasSaid(items, at, { ...file, takenOver: lease.takenOver }, work);
  });
  const openings = openingsOf(applied.conversation, file.row.turn === 0 ? items : []);
  const read = await readAndAssess({ file, lease, stopped, said: applied, acts, byHand, openings }, work);
  const shared = file.row.shared ?? (await work.channels.isShared(lease.workspace, file.row.channel));
  stopped.throwIfAborted();
  const number = file.row.turn + 1;
  await timed(meter, 'write', () =>
    saveTurn(work.db, lease, {
      ...read,
      turn: number,
      written: file.written,
      done: items.map((item) => item.id),
      outgoing: outgoingFor(number, read, file.row.channel, root),
      shared,
      writes: acts.flatMap(({ write }) => (write ? [(trx) => write(trx, lease)] : [])),
      gatherMs: work.gatherMs,
      at: new Date(work.clock.now()),
    }),
  );
  const { route, standing } = read.assessment.verdict;
  meter.verdict(route, standing);
  // A model's answers quote what was taken back, too.
  if (applied.stale.length > 0 || items.some(({ body }) => body.kind === 'forget_person'))
    await work.conversations.forget(lease);
  await work.conversations.set(
    lease,
    keptOf(applied.conversation).map((message) => ({ ...message, read: true })),
  );
  return !read.reply;
}

/** What people did, but for who asked later to be forgotten: nothing of theirs is to be written any more. */
const withoutForgotten = (items: readonly InboxItem[]): InboxItem[] =>
  items.filter(
    ({ body }, index) =>
      !items
        .slice(index + 1)
        .some(
          ({ body: later }) => later.kind === 'forget_person' && 'user' in body && body.user === later.user,
        ),
  );

/** The first words of what is asked; a later turn of a case has its title already. */
const titleOf = (items: readonly InboxItem[]): string =>
  items.map(({ body }) => (body.kind === 'open' ? body.text : '')).find((text) => text !== '') ?? '';
