import type { Sandbox } from '../../../src/sandbox/server/sandbox.ts';
import type { View } from '../../../src/sandbox/wire/view.ts';
import { postedFile } from '../../support/posted-file.ts';
import { query } from '../../support/test-database.ts';

/** All that a workspace can see of us, and all that we keep of it. */
export interface Observed {
  /** Without what is another each time: ids, times, addresses. */
  comparable: string[];
  /** As it is, with every call that we made. */
  raw: string;
}

export async function observed(
  slack: Sandbox,
  database: string,
  workspace: string,
  shownAlone: readonly (View | undefined)[],
): Promise<Observed> {
  const messages = slack
    .channels()
    .map(({ kind, name, id }) => [kind === 'im' ? 'im' : name, slack.messages(id)] as const)
    .filter(([, said]) => said.length > 0);
  const alone = slack.ephemerals('ana').map(({ text, blocks }) => ({ text, blocks }));
  const files = await Promise.all(filesIn(slack).map((file) => postedFile(slack, file)));
  const rows = await rowsOf(database, workspace);
  const views = shownAlone.flatMap((view) => (view ? [{ title: view.title, blocks: view.blocks }] : []));
  const seen = [...messages, ...alone, ...views, slack.home('ana')?.blocks, ...files, ...rows];
  return {
    comparable: [...seen.map((each) => blank(JSON.stringify(each) ?? '')).sort()],
    raw: JSON.stringify([seen, slack.requests()]),
  };
}

const filesIn = (slack: Sandbox): string[] =>
  slack
    .channels()
    .flatMap(({ id }) => slack.messages(id))
    .flatMap(({ files }) => files ?? [])
    .flatMap(({ id }) => (typeof id === 'string' ? [id] : []));

/** Every row of every table that is the workspace's, and its part of the cache. */
async function rowsOf(database: string, workspace: string): Promise<string[]> {
  const tables = await query(
    database,
    `select table_name from information_schema.columns where table_schema = 'public' and column_name = 'workspace'`,
  );
  const rows = await Promise.all(
    tables.map(async ([table]) =>
      (
        await query(
          database,
          `select (to_jsonb(t) - 'id' - 'event_key' - 'sealed' - 'received_at')::text from ${table} t where workspace = $1`,
          [workspace],
        )
      ).map(([row]) => `${table} ${row}`),
    ),
  );
  const cached = await query(database, `select key, value from cache where key like $1`, [
    `tune-or-not:${workspace}:%`,
  ]);
  return [...rows.flat(), ...cached.map(([key, value]) => `cache ${key} ${value}`)];
}

/** What is another in each run although the same was done. */
const OTHER_EACH_TIME: readonly [RegExp, string][] = [
  [/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<uuid>'],
  [/(?<![0-9a-z])[0-9a-f]{32}(?![0-9a-z])/g, '<uuid>'],
  [/http:\/\/127\.0\.0\.1:\d+/g, '<slack>'],
  [/\b\d{10}\.\d{6}\b/g, '<ts>'],
  [/\bp\d{16}\b/g, '<ts>'],
  [/\b(?:Ev|Bk|[DFV])[A-Z0-9]{10}\b/g, '<id>'],
  [/\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)/g, '<time>'],
  // A busy machine may ask too late what a channel is: then it is not known whether others see it.
  [/shared\\*": (?:null|false)/g, 'shared": <not>'],
  [/decision-[0-9a-f]{8}\.md/g, '<file>'],
  [/"block_id":"[\w-]{5}"/g, '<block>'],
  [/"expires\\?":\d+/g, '<expires>'],
  [/\/(?:files-pri|upload|response)\/[\w-]+/g, '<address>'],
];

const blank = (text: string): string =>
  OTHER_EACH_TIME.reduce((left, [pattern, word]) => left.replace(pattern, word), text);
