import type { Channel } from '../../wire/channel.ts';
import type { Outcome } from '../../wire/outcome.ts';
import type { CommandRequest } from '../../wire/person-requests.ts';
import type { User } from '../../wire/user.ts';
import { ApiError } from '../api/api-error.ts';
import type { Carrier } from '../delivery/carrier.ts';
import { builtInCommand } from '../people/built-in-command.ts';
import { typedText } from '../text/typed-text.ts';
import { noteFromSlack } from '../world/ephemerals.ts';
import { readableChannel } from '../world/find-channel.ts';
import { findUser } from '../world/find-user.ts';
import type { World } from '../world/world.ts';
import { askApp } from './ask-app.ts';
import { issueResponseUrl, responseUrlOf } from './response-urls.ts';
import { readResponse, showResponse } from './show-response.ts';
import { issueTrigger } from './triggers.ts';

/**
 * A person types a slash command. Slack does not pass commands on from within a thread, nor ones it does not know;
 * it tells the person why.
 */
export async function slashCommand(
  world: World,
  carrier: Carrier,
  request: CommandRequest,
): Promise<Outcome> {
  const user = findUser(world, request.user);
  const channel = readableChannel(world, user.id, request.channel);
  const [, name = '', rest = ''] = /^(\/\S*)\s*([\s\S]*)$/.exec(request.text.trim()) ?? [];
  const note = (text: string) =>
    noteFromSlack(world, { channel: channel.id, to: user.id, text, threadTs: request.threadTs });
  if (request.threadTs !== undefined) {
    note(`${name} is not supported in threads. Sorry!`);
    return { outcome: 'refused', error: 'not_supported_in_threads' };
  }
  if (builtInCommand(world, { name, rest, user, channel })) return { outcome: 'built-in' };
  const declared = world.app.commands?.find((command) => command.command === name);
  if (!declared) {
    note(`${name} is not a command here. To send a message that begins with a slash, put a space before it.`);
    return { outcome: 'refused', error: 'unknown_command' };
  }
  const text = declared.shouldEscape ? typedText(rest, world.state, { labels: true }) : rest;
  const url = issueResponseUrl(world, { user: user.id, channel: channel.id });
  const reply = await askApp(carrier, 'slash_commands', payload(world, user, channel, name, text, url));
  if (!reply.acked) {
    note(`${name} failed with the error "${reply.error}".`);
    return { outcome: 'failed', error: reply.error };
  }
  world.state.addressed = true;
  try {
    const response = readResponse(reply.body);
    const responseUrl = responseUrlOf(world, url);
    if (response && responseUrl) showResponse(world, responseUrl, response);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    note(`${name} failed with the error "invalid_command_response".`);
    return { outcome: 'failed', error: error.error };
  }
  return { outcome: 'acked' };
}

function payload(
  world: World,
  user: User,
  channel: Channel,
  command: string,
  text: string,
  responseUrl: string,
) {
  return {
    token: 'sandbox-verification-token',
    team_id: world.state.team.id,
    team_domain: world.state.team.domain,
    channel_id: channel.id,
    channel_name: channel.kind === 'private' ? 'privategroup' : channel.name,
    user_id: user.id,
    user_name: user.name,
    command,
    text,
    api_app_id: world.identity.appId,
    is_enterprise_install: 'false',
    response_url: responseUrl,
    trigger_id: issueTrigger(world, user.id),
  };
}
