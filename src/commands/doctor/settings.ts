import { type Config, ConfigError, readConfig } from '../../config.ts';
import { type Check, ok, wrong } from './check.ts';

/** The settings that can be used, and what is wrong with the others. */
export interface Settings {
  config: Config;
  faults: readonly string[];
  /** Variables that were left out, because they are at fault. */
  leftOut: ReadonlySet<string>;
}

/** Reads the environment without what is at fault in it, so that the rest can be looked at all the same. */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const left = { ...env };
  const faults: string[] = [];
  const leftOut = new Set<string>();
  for (;;) {
    try {
      return { config: readConfig(left), faults, leftOut };
    } catch (error) {
      if (!(error instanceof ConfigError) || error.variables.length === 0) throw error;
      // What is a contradiction only because something was left out is none.
      if (leftOut.size === 0) faults.push(...error.faults);
      for (const name of error.variables) {
        leftOut.add(name);
        delete left[name];
      }
    }
  }
}

/** Whether the variables can be read, and go together. */
export const settingsCheck = ({ faults }: Settings): Check => ({
  name: 'settings',
  limitMs: 1_000,
  look: async () =>
    faults.length === 0
      ? ok('every variable that is set can be used')
      : wrong(
          faults.join(' '),
          'Correct them, the app does not start so; .env.example explains every variable.',
        ),
});
