import type { Outcome, SubmitOutcome } from '../../wire/outcome.ts';
import type * as Requests from '../../wire/person-requests.ts';
import type { Carrier } from '../delivery/carrier.ts';
import { click } from '../interact/click.ts';
import { closeView } from '../interact/close-view.ts';
import { messageShortcut } from '../interact/message-shortcut.ts';
import { slashCommand } from '../interact/slash-command.ts';
import { submitView } from '../interact/submit-view.ts';
import { removeEphemeral } from '../world/ephemerals.ts';
import { findUser } from '../world/find-user.ts';
import type { World } from '../world/world.ts';
import { changeZone } from './change-zone.ts';
import { archiveChannel, createChannel } from './channels.ts';
import { edit } from './edit.ts';
import { markRead } from './mark-read.ts';
import { addMember, removeMember } from './members.ts';
import { openHome } from './open-home.ts';
import { react } from './react.ts';
import { remove } from './remove.ts';
import { say } from './say.ts';
import { stopSession } from './stop-session.ts';

/** What people can do; the page and the tests' driver both go through here. All of it throws `Refusal`. */
export interface People {
  say(request: Requests.SayRequest): string;
  edit(request: Requests.EditRequest): void;
  remove(request: Requests.RemoveRequest): void;
  react(request: Requests.ReactRequest): void;
  command(request: Requests.CommandRequest): Promise<Outcome>;
  click(request: Requests.ClickRequest): Promise<Outcome>;
  shortcut(request: Requests.ShortcutRequest): Promise<Outcome>;
  submitView(request: Requests.SubmitRequest): Promise<SubmitOutcome>;
  closeView(request: Requests.CloseRequest): void;
  openHome(request: Requests.HomeRequest): void;
  stop(request: Requests.StopRequest): void;
  markRead(request: Requests.ReadRequest): void;
  dismiss(request: Requests.DismissRequest): void;
  createChannel(request: Requests.CreateChannelRequest): string;
  addMember(request: Requests.MemberRequest): void;
  removeMember(request: Requests.MemberRequest): void;
  archive(request: Requests.ArchiveRequest): void;
  changeZone(request: Requests.ZoneRequest): void;
}

/** @returns what people can do in this world */
export function createPeople(world: World, carrier: Carrier): People {
  return {
    say: (request) => say(world, request),
    edit: (request) => edit(world, request),
    remove: (request) => remove(world, request),
    react: (request) => react(world, request),
    command: (request) => slashCommand(world, carrier, request),
    click: (request) => click(world, carrier, request),
    shortcut: (request) => messageShortcut(world, carrier, request),
    submitView: (request) => submitView(world, carrier, request),
    closeView: (request) => closeView(world, carrier, request),
    openHome: (request) => openHome(world, request),
    stop: (request) => stopSession(world, request),
    markRead: (request) => markRead(world, request),
    dismiss: (request) => void removeEphemeral(world, findUser(world, request.user).id, request.ts),
    createChannel: (request) => createChannel(world, request).id,
    addMember: (request) => addMember(world, request),
    removeMember: (request) => removeMember(world, request),
    archive: (request) => archiveChannel(world, request),
    changeZone: (request) => changeZone(world, request),
  };
}
