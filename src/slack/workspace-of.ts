import { z } from 'zod';
import { workspaceOf } from './press.ts';

/** The ids of an installation, as events, commands and the library name them. */
interface Ids {
  team_id?: string | null | undefined;
  enterprise_id?: string | null | undefined;
}

/** The workspace of a command: the organisation, where there is one. */
export const workspaceOfCommand = ({ team_id: team, enterprise_id: enterprise }: Ids): string =>
  enterprise ?? team ?? '';

/**
 * The workspace of an event: that of the installation which it is meant for. In a channel that is shared with another
 * organisation, what stands around it may name the other one.
 */
export function workspaceOfEvent(body: Ids & { authorizations?: readonly Ids[] | null | undefined }): string {
  const [authorization] = body.authorizations ?? [];
  return workspaceOfCommand(authorization?.team_id || authorization?.enterprise_id ? authorization : body);
}

const Ids = { team_id: z.string().nullish(), enterprise_id: z.string().nullish() };
const Named = z.object({ id: z.string() }).nullish();
const Body = z.object({
  ...Ids,
  team: Named,
  enterprise: Named,
  authorizations: z.array(z.object(Ids)).nullish(),
});

/** The workspace of whatever Slack sends; empty where it names none. */
export function workspaceOfBody(body: unknown): string {
  const { data } = Body.safeParse(body);
  if (!data) return '';
  return data.team || data.enterprise ? workspaceOf(data) : workspaceOfEvent(data);
}
