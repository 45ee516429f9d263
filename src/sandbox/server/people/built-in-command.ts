import type { Channel } from '../../wire/channel.ts';
import type { User } from '../../wire/user.ts';
import { mentionsInText } from '../pings/mentions-in.ts';
import { typedText } from '../text/typed-text.ts';
import { noteFromSlack } from '../world/ephemerals.ts';
import { joinChannel } from '../world/join-channel.ts';
import type { World } from '../world/world.ts';
import { archiveChannel } from './channels.ts';
import { removeMember } from './members.ts';

interface BuiltIn {
  name: string;
  rest: string;
  user: User;
  channel: Channel;
}

/** Runs one of Slack's own commands: /invite, /remove, /archive. @returns false when it is none of them */
export function builtInCommand(world: World, { name, rest, user, channel }: BuiltIn): boolean {
  const mentioned = mentionsInText(typedText(rest, world.state)).filter(({ kind }) => kind === 'user');
  const nobody = () =>
    noteFromSlack(world, {
      channel: channel.id,
      to: user.id,
      text: `${name} whom? Name somebody with an @.`,
    });
  switch (name) {
    case '/invite':
      if (mentioned.length === 0) nobody();
      for (const { target } of mentioned) joinChannel(world, channel, target, user.id);
      return true;
    case '/remove':
      if (mentioned.length === 0) nobody();
      for (const { target } of mentioned)
        removeMember(world, { user: user.id, channel: channel.id, member: target });
      return true;
    case '/archive':
      archiveChannel(world, { user: user.id, channel: channel.id });
      return true;
    default:
      return false;
  }
}
