import type { SandboxContent } from './content/sandbox-content.ts';
import type { SandboxLimits } from './sandbox-limits.ts';

/** A slash command as the app's manifest declares it; `command` begins with a slash. */
export interface AppCommand {
  command: string;
  description?: string;
  usageHint?: string;
  /** As in the manifest: mentions, channels and links arrive as `<@U…>`, `<#C…|name>`, `<https://…>`. */
  shouldEscape?: boolean;
}

/** A message shortcut as the app's manifest declares it. */
export interface AppShortcut {
  name: string;
  callbackId: string;
}

/** What the sandbox's Slack knows about the app: the part of its manifest that decides what Slack sends it. */
export interface AppDeclaration {
  name: string;
  commands?: readonly AppCommand[];
  shortcuts?: readonly AppShortcut[];
  /** Bot scopes, such as `chat:write`. A method without its scope answers `missing_scope`. */
  scopes: readonly string[];
  /** Event subscriptions, such as `message.channels`. */
  botEvents: readonly string[];
}

/** Settings of `startSandbox`. Times are in milliseconds. */
export interface SandboxOptions {
  /** 0, the default, takes any free port. */
  port?: number;
  app: AppDeclaration;
  /** Where the conversations are kept over a restart, as JSON. Without it they are gone with the process. */
  stateFile?: string;
  /** The folder that vite built the page into. Without it there is only the API. */
  pageDir?: string;
  /** The one clock: message times, expiry of trigger ids, response URLs, statuses and streams. */
  now?: () => number;
  /** Shows the page's clock. `onClock` gets the time to move to; `now` must answer it from then on. */
  clock?: { onClock(ms: number): void };
  /** Deliver by signed HTTP to this address instead of Socket Mode. */
  http?: { requestUrl: string; signingSecret: string };
  /** Tokens to accept, for an app in another process. By default they are random at each start. */
  tokens?: { bot: string; app: string };
  /** The id of the workspace, and whether the app is in it from the beginning. */
  team?: { id: string; installed: boolean };
  /** Lines shown over the composer while nobody has spoken to the app. */
  hints?: readonly string[];
  limits?: Partial<SandboxLimits>;
  /** The users, channels and messages to begin with. */
  content?: SandboxContent;
}
