import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { errorMember } from '../error-member.ts';
import { StateFileError } from '../state-file-error.ts';
import { type WorldState, worldState } from './world-state.ts';

/**
 * @returns the state kept in the file, or undefined when there is no such file yet
 * @throws StateFileError when the file holds something else
 */
export function readStateFile(file: string): WorldState | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (errorMember(error, 'code') === 'ENOENT') return undefined;
    throw new StateFileError(file, 'it cannot be opened', error);
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new StateFileError(file, 'it is not JSON', error);
  }
  const parsed = worldState.safeParse(json);
  if (!parsed.success) throw new StateFileError(file, z.prettifyError(parsed.error), parsed.error);
  return parsed.data;
}

/** Writes the state whole or not at all: to a file beside it, which then takes its place. */
export function writeStateFile(file: string, state: WorldState): void {
  mkdirSync(dirname(file), { recursive: true });
  const beside = `${file}.${process.pid}.tmp`;
  writeFileSync(beside, JSON.stringify(state), { mode: 0o600 });
  renameSync(beside, file);
}
