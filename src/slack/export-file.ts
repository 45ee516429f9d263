import { createHash } from 'node:crypto';
import type { WebClient } from '@slack/web-api';
import type { Place } from '../cases/voice.ts';
import type { Rendered } from './blocks/verdict-message.ts';

const TIMEOUT_MS = 10_000;

/** The file of an export: named by its key, so that it can be found in the thread again. */
export const fileName = (key: string): string =>
  `fine-tuning-decision-${createHash('sha256').update(key).digest('hex').slice(0, 8)}.md`;

/**
 * Posts a text as a file in the thread. Slack gives no mark for files as it does for messages; the name is one, so
 * that an upload whose answer was lost is found and not repeated. Between the moment in which Slack takes the file and
 * that in which it shows it in the thread nobody can tell; only then might it come twice.
 * @returns the file's id: Slack does not say which message it is in
 */
export async function uploadRecord(
  client: WebClient,
  place: Place,
  key: string,
  { text: comment }: Rendered,
  content: string,
): Promise<string> {
  const bytes = Buffer.from(content, 'utf8');
  const filename = fileName(key);
  const { upload_url: url, file_id: id } = await client.files.getUploadURLExternal({
    filename,
    length: bytes.length,
  });
  if (!url || !id) throw new Error('Slack did not say where to upload.');
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: bytes,
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (!answer.ok) throw new Error(`Slack answered an upload with ${answer.status}.`);
  const file = { id, title: 'Should we fine-tune? A decision record' };
  await client.files.completeUploadExternal({
    files: [file],
    channel_id: place.channel,
    initial_comment: comment,
    ...(place.threadTs ? { thread_ts: place.threadTs } : {}),
  });
  return id;
}

/** The id of the file that was posted under a key; undefined when it is not among these messages. */
export const findFile = (
  messages: readonly { files?: { id?: string; name?: string | null }[] }[] | undefined,
  key: string,
): string | undefined =>
  messages?.flatMap(({ files = [] }) => files).find(({ name }) => name === fileName(key))?.id;
