import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { z } from 'zod';
import { useWorkspace } from '../model/workspace.ts';

/** The names that the library puts in place of ids. */
interface Names {
  users: { id: string; name: string }[];
  channels: { id: string; name: string }[];
  user_groups: never[];
}

const named = z.array(z.object({ id: z.string(), name: z.string() }));
const keySchema = z.tuple([named, named]);

const NamesContext = createContext<Names>({ users: [], channels: [], user_groups: [] });

/** Gives everything inside the names, as the same object for as long as they are the same. */
export function NamesProvider({ children }: { children: ReactNode }) {
  const { snapshot } = useWorkspace();
  const key = JSON.stringify([
    snapshot.users.map(({ id, realName }) => ({ id, name: realName })),
    snapshot.channels.filter(({ kind }) => kind !== 'im').map(({ id, name }) => ({ id, name })),
  ]);
  const names = useMemo(() => parseNames(key), [key]);
  return <NamesContext.Provider value={names}>{children}</NamesContext.Provider>;
}

/** @returns the names of users and channels */
export function useNames(): Names {
  return useContext(NamesContext);
}

function parseNames(key: string): Names {
  const [users, channels] = keySchema.parse(JSON.parse(key));
  return { users, channels, user_groups: [] };
}
