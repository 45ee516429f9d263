import { createContext, useContext } from 'react';
import type { PageChannel, PageSnapshot } from '../../wire/page-snapshot.ts';
import type { User } from '../../wire/user.ts';
import type { Route } from './route.ts';

/** What every part of the page works with. */
export interface Workspace {
  snapshot: PageSnapshot;
  route: Route;
  go(route: Route): void;
  /** Shows a line of text for a moment, such as why something did not work. */
  notify(text: string): void;
}

const WorkspaceContext = createContext<Workspace | undefined>(undefined);

export const WorkspaceProvider = WorkspaceContext.Provider;

/** @returns the workspace around the component */
export function useWorkspace(): Workspace {
  const workspace = useContext(WorkspaceContext);
  if (!workspace) throw new Error('This component stands outside of the workspace.');
  return workspace;
}

/** @returns a user by id; somebody unknown is shown by their id */
export function userOf(snapshot: PageSnapshot, id: string): User {
  const found = snapshot.users.find((user) => user.id === id);
  const name = id === 'USLACKBOT' ? 'Slackbot' : id;
  return found ?? { id, name, realName: name, tz: 'Etc/UTC', color: '616061', isBot: true };
}

/** @returns a channel by id, if the person sees it */
export function channelOf(
  snapshot: PageSnapshot | undefined,
  id: string | undefined,
): PageChannel | undefined {
  return snapshot?.channels.find((channel) => channel.id === id);
}

/** @returns how a channel is called: "#llm-help", or the app's name for the direct message with it */
export function channelTitle(snapshot: PageSnapshot, channel: PageChannel): string {
  return channel.kind === 'im' ? snapshot.app.name : channel.name;
}
