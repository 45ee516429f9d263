import type { Sandbox } from '../../src/sandbox/server/sandbox.ts';

/** The text of a file that was posted, as a person who downloads it gets it. */
export async function postedFile(slack: Sandbox, id: string): Promise<string> {
  const answer = await fetch(`${slack.url}/sandbox/files/${id}`);
  if (!answer.ok) throw new Error(`There is no file ${id}: ${answer.status}.`);
  return answer.text();
}
