import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** The test of broken and hostile payloads, with more of them. @returns its exit code */
export async function runFuzz({ seed, runs }: { seed: number; runs: number }): Promise<number> {
  const child = spawn(process.execPath, ['node_modules/jest/bin/jest.js', 'test/slack/fuzz.test.ts'], {
    cwd: ROOT,
    env: {
      ...process.env,
      FUZZ_RUNS: String(runs),
      FUZZ_SEED: String(seed),
    },
    stdio: 'inherit',
  });
  const [code] = await once(child, 'exit');
  return typeof code === 'number' ? code : 1;
}
