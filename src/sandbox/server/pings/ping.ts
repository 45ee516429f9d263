/**
 * Somebody whom one of the bot's messages notified. `target` is a user id, a user group id, or `channel`, `here`,
 * `everyone`. `via` says how the message came: Slack itself notifies for posts; mentions that arrive by an update
 * or in an ephemeral message are listed as well, so that tests can hold them to the same rule.
 */
export interface Ping {
  channel: string;
  ts: string;
  kind: 'user' | 'usergroup' | 'broadcast';
  target: string;
  via: 'post' | 'update' | 'ephemeral';
}
