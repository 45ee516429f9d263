import type { Sandbox } from '../../src/sandbox/server/sandbox.ts';

/** A very busy machine may break a connection; the app opens it again, and a person would try again then. */
export const connected = (slack: Sandbox): Promise<boolean> => slack.until(() => slack.sockets() > 0);
