/** A message to begin with; `minutesAgo` counts back from the sandbox's first start. */
export interface ContentMessage {
  by: string;
  minutesAgo: number;
  text: string;
  replies?: readonly ContentMessage[];
}

/** A channel to begin with. `members` are names of users; "app" is the app itself. */
export interface ContentChannel {
  name: string;
  kind: 'public' | 'private';
  topic: string;
  members: readonly string[];
  messages: readonly ContentMessage[];
}

/** What a new sandbox holds. The first channel is the one that the page opens. */
export interface SandboxContent {
  team: { name: string; domain: string };
  users: readonly {
    id: string;
    name: string;
    realName: string;
    tz: string;
    color: string;
    isAdmin?: boolean;
  }[];
  channels: readonly ContentChannel[];
}
