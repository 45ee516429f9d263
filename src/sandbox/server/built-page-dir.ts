import { fileURLToPath } from 'node:url';

/** @returns where `npm run build:page` puts the page; the same from `src` and from `dist` */
export function builtPageDir(): string {
  return fileURLToPath(new URL('../../../dist/sandbox/page', import.meta.url));
}
