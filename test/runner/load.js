/**
 * How the tests' modules are loaded: those of the product and of libraries once a worker, by Node.js itself; those below
 * test/ once a test file, for what they keep and the hooks they add are for that file alone.
 */
export { load } from '../../scripts/run-typescript.js';

const TESTS = new URL('../', import.meta.url).href;
const OWN = new URL('./', import.meta.url).href;
const GLOBALS = new URL('./globals.js', import.meta.url).href;

export async function resolve(specifier, context, nextResolve) {
  if (specifier === '@jest/globals') return { url: GLOBALS, shortCircuit: true };
  const resolved = await nextResolve(specifier, context);
  const { url } = resolved;
  if (!url.startsWith(TESTS) || url.startsWith(OWN) || url.includes('?') || !context.parentURL)
    return resolved;
  // The runner gives each test file a query of its own; what it imports from here gets the same.
  return { ...resolved, url: `${url}${new URL(context.parentURL).search}` };
}
