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
export const workspaceOfEvent = (body: EventIds): string => workspaceOfCommand(installationOf(body));

function installationOf(body: EventIds): Ids {
  const [authorization] = body.authorizations ?? [];
  return authorization?.team_id || authorization?.enterprise_id ? authorization : body;
}

/** What of an event's body names its installation. */
type EventIds = Ids & { authorizations?: readonly Ids[] | null | undefined };

const Ids = { team_id: z.string().nullish(), enterprise_id: z.string().nullish() };
const Named = z.object({ id: z.string() }).nullish();
const Body = z.object({
  ...Ids,
  team: Named,
  enterprise: Named,
  authorizations: z.array(z.object(Ids)).nullish(),
  view: z.object({ app_installed_team_id: z.string().nullish() }).nullish().catch(undefined),
});

/** Where whatever Slack sends comes from. */
export interface BodyIds {
  /** Empty where it names none. */
  workspace: string;
  /**
   * Which team of an organisation; undefined where it does not say. Teams of one organisation have its key in common here,
   * though it may be that only one of them has installed the app.
   */
  team: string | undefined;
}

export function idsOfBody(body: unknown): BodyIds {
  const { data } = Body.safeParse(body);
  if (!data) return { workspace: '', team: undefined };
  // A form that was opened in a shared channel names the team of who filled it in beside the one that it belongs to.
  const ofInteraction = data.view?.app_installed_team_id ?? data.team?.id;
  return {
    workspace: data.team || data.enterprise ? workspaceOf(data) : workspaceOfEvent(data),
    team: ofInteraction ?? installationOf(data).team_id ?? data.team_id ?? undefined,
  };
}
