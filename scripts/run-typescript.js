/** For `node --import`: runs TypeScript as it is, for tools such as the benchmark that are not part of dist/. */
import { readFile } from 'node:fs/promises';
import { register } from 'node:module';
import { fileURLToPath } from 'node:url';
import { isMainThread } from 'node:worker_threads';

// Node calls hooks in a thread of their own, which loads this file, too.
if (isMainThread) register(import.meta.url);

/** What was made of a file; tests load some once for each test file. */
const made = new Map();

export async function load(url, context, nextLoad) {
  const [file] = url.split('?');
  if (!/\.tsx?$/.test(file)) return nextLoad(url, context);
  const source = made.get(file) ?? (await toJavaScript(fileURLToPath(file)));
  made.set(file, source);
  return { format: 'module', source, shortCircuit: true };
}

async function toJavaScript(filename) {
  const { transform } = await import('@swc/core');
  const { code } = await transform(await readFile(filename, 'utf8'), {
    swcrc: false,
    filename,
    sourceMaps: 'inline',
    jsc: {
      parser: { syntax: 'typescript', tsx: filename.endsWith('x') },
      target: 'es2023',
      transform: { react: { runtime: 'automatic' } },
    },
  });
  return code;
}
