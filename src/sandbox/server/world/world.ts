import type { SandboxLimits } from '../sandbox-limits.ts';
import type { AppDeclaration } from '../sandbox-options.ts';
import type { AppIdentity } from './app-identity.ts';
import type { Happening } from './happening.ts';
import { createVolatile, type Volatile } from './volatile.ts';
import type { WorldState } from './world-state.ts';

/** The whole workspace: its state, its clock, and who is told when something changes. */
export interface World {
  readonly app: AppDeclaration;
  readonly identity: AppIdentity;
  readonly limits: SandboxLimits;
  readonly state: WorldState;
  readonly volatile: Volatile;
  /** Where the server listens, `http://127.0.0.1:PORT`; empty until it does. */
  url: string;
  now(): number;
  /** Tells everyone that something took place; a change, too. */
  happen(happening: Happening): void;
  /** Tells everyone that the state is not what it was. */
  changed(): void;
  onHappening(listener: (happening: Happening) => void): () => void;
  onChange(listener: () => void): () => void;
}

interface WorldParts {
  app: AppDeclaration;
  identity: AppIdentity;
  limits: SandboxLimits;
  state: WorldState;
  now: () => number;
}

/** @returns a world around the given state */
export function createWorld(parts: WorldParts): World {
  const happenings = new Set<(happening: Happening) => void>();
  const changes = new Set<() => void>();
  const tell = () => {
    for (const listener of [...changes]) listener();
  };
  return {
    ...parts,
    volatile: createVolatile(),
    url: '',
    happen(happening) {
      for (const listener of [...happenings]) listener(happening);
      tell();
    },
    changed: tell,
    onHappening: (listener) => subscribe(happenings, listener),
    onChange: (listener) => subscribe(changes, listener),
  };
}

function subscribe<T>(listeners: Set<T>, listener: T): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
