import { fileURLToPath } from 'node:url';

/** The folder that holds package.json, prompts and the built page; the same from src and from dist. */
export const PACKAGE_ROOT = fileURLToPath(new URL('..', import.meta.url));
