import type { Kysely } from 'kysely';
import type { Pack } from '../advisor/pack.ts';
import type { PackFor } from '../curator/ready-pack.ts';
import { changesIn } from '../store/digest-changes.ts';
import {
  anyMoved,
  type DigestScope,
  dueDecisions,
  dueSteps,
  lastLines,
  openByRoute,
  openCases,
} from '../store/digest-lists.ts';
import type { Tables } from '../store/tables.ts';
import { daysLater } from './calendar.ts';
import { choosePassage } from './choose-passage.ts';
import type { ChangeLine, DigestContent, DigestLine, GuidanceLine } from './content.ts';
import type { Digest } from './digest.ts';
import type { DigestVoice } from './digest-voice.ts';
import { guidanceState } from './guidance-state.ts';
import { caseLine, decisionLine, guidanceLine, inOrder, stepLine } from './lines.ts';
import { localTime } from './local-time.ts';
import type { Part } from './settings.ts';

/** What composing needs. */
export interface Composing {
  db: Kysely<Tables>;
  packFor: PackFor<'pack'>;
  voice: Pick<DigestVoice, 'channelsOf'>;
}

/** How a digest is to be put together. */
interface Occasion {
  /** Milliseconds since 1970. */
  now: number;
  late: boolean;
  preview: boolean;
}

/** A step is named so many days before it is due. */
const AHEAD_DAYS = 7;
/** So many of each kind are read, and so many lines are handed on; the rest is counted. */
const MOST_READ = 50;
const MOST_LINES = 30;
const MOST_CHANGES = 8;
/** After so many digests without any reaction it asks whether to go on. */
const UNANSWERED = 3;

/**
 * Puts together what a digest would say now, for one person to look at. Nothing is noted.
 * @param now milliseconds since 1970
 * @throws CannotSpeakError or TryLaterError when the platform does not tell where the owner of a personal digest is
 */
export const previewDigest = (digest: Digest, now: number, composing: Composing): Promise<DigestContent> =>
  compose(digest, { now, late: false, preview: true }, composing);

/**
 * Puts together what a digest says, from what is stored. It has news when something changed since the last one, when a
 * step or a decision is due, or when it names a case that the last one did not; cases that only go on resting are none.
 */
export async function compose(
  digest: Digest,
  { now, late, preview }: Occasion,
  composing: Composing,
): Promise<DigestContent> {
  const { db, packFor } = composing;
  const { pack } = await packFor(digest.workspace);
  const { settings, lastSentAt } = digest;
  const today = localTime(now, settings.zone).day;
  const scope = await scopeOf(digest, now, composing);
  const isChannel = digest.target.kind === 'channel';
  const wants = (part: Part): boolean => settings.include.includes(part);
  const last = await lastLines(db, { workspace: digest.workspace, digest: digest.id });

  const steps = wants('steps') ? await dueSteps(db, scope, daysLater(today, AHEAD_DAYS), MOST_READ) : NONE;
  const decisions = wants('decisions') ? await dueDecisions(db, scope, today, MOST_READ) : NONE;
  const open = isChannel ? await openCases(db, scope, MOST_READ) : NONE;
  const routes = open.total > 0 ? await openByRoute(db, scope) : [];
  const changes =
    isChannel && wants('changes') && lastSentAt
      ? await changesIn(db, scope, lastSentAt, MOST_CHANGES)
      : { changes: [], total: 0 };
  const guidance = wants('guidance') ? await guidanceLines(open.found, today, digest, { db, pack }) : [];

  const how = { today, zone: settings.zone, questions: wants('questions'), cases: wants('cases') };
  const named = open.found.flatMap((found) => (found.caseSnoozed ? [] : (caseLine(found, how) ?? [])));
  const all = inOrder([
    ...steps.found.map((step) => stepLine(step, today)),
    ...decisions.found.map(decisionLine),
    ...guidance,
    ...named,
  ]);
  const lines = all.slice(0, MOST_LINES);
  const unread =
    steps.total -
    steps.found.length +
    decisions.total -
    decisions.found.length +
    (wants('cases') ? open.total - open.found.length : 0);
  const passage =
    wants('passage') && digest.target.kind === 'channel'
      ? await choosePassage(open.found, {
          db,
          pack,
          workspace: digest.workspace,
          channel: digest.target.channel,
        })
      : undefined;
  const isAnswered = lastSentAt === undefined || (await reacted(digest, last, lastSentAt, db));
  const known = new Set(last.map(({ key }) => key));
  const movedSince = open.found.some(({ movedAt }) => lastSentAt !== undefined && movedAt > lastSentAt);
  return {
    digest,
    day: today,
    late,
    preview,
    lines,
    more: all.length - lines.length + unread,
    changes: changes.changes.map(toChange),
    moreChanges: changes.total - changes.changes.length,
    routes,
    passage,
    reacted: isAnswered,
    askToGoOn: !preview && !isAnswered && digest.unanswered >= UNANSWERED,
    news: changes.total > 0 || movedSince || all.some((line) => isDue(line) || !known.has(line.key)),
  };
}

const NONE = { found: [], total: 0 };

const isDue = ({ kind }: DigestLine): boolean => kind === 'step' || kind === 'decision';

async function scopeOf(digest: Digest, now: number, { voice }: Composing): Promise<DigestScope> {
  const { workspace, id, target } = digest;
  const common = { workspace, digest: id, now: new Date(now) };
  if (target.kind === 'channel') return { ...common, channel: target.channel };
  return { ...common, person: target.person, channels: await voice.channelsOf(workspace, target.person) };
}

async function guidanceLines(
  open: Awaited<ReturnType<typeof openCases>>['found'],
  today: string,
  { workspace }: Digest,
  { db, pack }: { db: Kysely<Tables>; pack: Pack },
): Promise<GuidanceLine[]> {
  const lines: GuidanceLine[] = [];
  for (const found of open) {
    if (found.guidanceSnoozed) continue;
    const why = await guidanceState(found, today, { db, pack, workspace });
    if (why) lines.push(guidanceLine(found, why));
  }
  return lines;
}

/** Whether anybody pressed something in the last digests, or wrote in a thread that the last one named. */
async function reacted(
  digest: Digest,
  last: readonly { caseId: string }[],
  since: Date,
  db: Kysely<Tables>,
): Promise<boolean> {
  if (digest.unanswered === 0) return true;
  const cases = [...new Set(last.map(({ caseId }) => caseId))];
  return anyMoved(db, digest.workspace, cases, since);
}

const toChange = ({
  what,
  caseId,
  channel,
  threadTs,
  text,
  by,
}: Awaited<ReturnType<typeof changesIn>>['changes'][number]): ChangeLine => ({
  what,
  caseId,
  channel,
  threadTs: threadTs ?? undefined,
  people: by === '' ? [] : [by],
  text,
});
