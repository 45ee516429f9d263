import { asObject, asStrings, type JsonObject } from '../../wire/json.ts';
import type { PageSnapshot } from '../../wire/page-snapshot.ts';
import { type Choice, choicesOf } from './element-props.ts';

/** @returns what a menu offers: its own options, or people, or channels */
export function menuChoices(element: JsonObject, snapshot: PageSnapshot): Choice[] {
  const kind = String(element.type).replace(/^multi_/, '');
  if (kind === 'users_select') return snapshot.users.map((user) => plainChoice(user.id, user.realName));
  if (kind === 'channels_select') return channels(snapshot, ['public']);
  if (kind === 'conversations_select') {
    const wanted = asStrings(asObject(element.filter)?.include);
    const kinds = wanted.length > 0 ? wanted : ['public', 'private', 'im'];
    return channels(snapshot, kinds);
  }
  return choicesOf(element);
}

function channels(snapshot: PageSnapshot, kinds: readonly string[]): Choice[] {
  return snapshot.channels
    .filter((channel) => kinds.includes(channel.kind) && !channel.archived)
    .map((channel) =>
      plainChoice(channel.id, channel.kind === 'im' ? snapshot.app.name : `#${channel.name}`),
    );
}

function plainChoice(value: string, label: string): Choice {
  return { value, label, description: undefined, url: undefined };
}

const INITIAL = {
  static_select: 'initial_option',
  users_select: 'initial_user',
  channels_select: 'initial_channel',
  conversations_select: 'initial_conversation',
  multi_static_select: 'initial_options',
  multi_users_select: 'initial_users',
  multi_channels_select: 'initial_channels',
  multi_conversations_select: 'initial_conversations',
  radio_buttons: 'initial_option',
  checkboxes: 'initial_options',
} as const;

/** @returns the values that are chosen to begin with */
export function initialValues(element: JsonObject): string[] {
  const member = Object.entries(INITIAL).find(([type]) => type === element.type)?.[1];
  const initial = member && element[member];
  const list = Array.isArray(initial) ? initial : initial === undefined || initial === null ? [] : [initial];
  return list.map((item) => (typeof item === 'string' ? item : String(asObject(item)?.value ?? '')));
}
