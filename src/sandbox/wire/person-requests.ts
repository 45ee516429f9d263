import { z } from 'zod';
import { elementValue, enteredValues } from './element-value.ts';

/**
 * What a person can do: one schema for the page's requests and for the driver of tests, so that both go
 * through the same code. `user` is an id or a name ("ana"), `channel` an id or a name ("#llm-help").
 */
const by = { user: z.string() };
const where = { ...by, channel: z.string() };

/** A file attached to a message; `content` is base64. */
export const attachedFile = z.object({
  name: z.string().min(1),
  mimetype: z.string().default('application/octet-stream'),
  content: z.string(),
});

export const sayRequest = z.object({
  ...where,
  text: z.string(),
  threadTs: z.string().optional(),
  files: z.array(attachedFile).optional(),
});
export const editRequest = z.object({ ...where, ts: z.string(), text: z.string() });
export const removeRequest = z.object({ ...where, ts: z.string() });
export const reactRequest = z.object({ ...where, ts: z.string(), name: z.string() });
export const commandRequest = z.object({ ...where, text: z.string(), threadTs: z.string().optional() });
export const clickRequest = z.object({
  ...by,
  channel: z.string().optional(),
  messageTs: z.string().optional(),
  viewId: z.string().optional(),
  blockId: z.string().optional(),
  actionId: z.string(),
  value: elementValue.optional(),
  values: enteredValues.optional(),
});
export const submitRequest = z.object({ ...by, viewId: z.string(), values: enteredValues.default({}) });
export const closeRequest = z.object({ ...by, viewId: z.string(), all: z.boolean().default(false) });
export const shortcutRequest = z.object({ ...where, messageTs: z.string(), callbackId: z.string() });
export const homeRequest = z.object({ ...by, tab: z.enum(['home', 'messages']).default('home') });
export const stopRequest = z.object({ ...where, threadTs: z.string() });
export const readRequest = z.object({ ...where, ts: z.string() });
export const createChannelRequest = z.object({
  ...by,
  name: z.string().min(1).max(80),
  kind: z.enum(['public', 'private', 'shared']).default('public'),
  members: z.array(z.string()).default([]),
});
export const memberRequest = z.object({ ...where, member: z.string() });
export const archiveRequest = z.object({ ...where });
export const zoneRequest = z.object({ ...by, tz: z.string() });
export const dismissRequest = z.object({ ...where, ts: z.string() });

export type AttachedFile = z.input<typeof attachedFile>;
export type SayRequest = z.input<typeof sayRequest>;
export type EditRequest = z.input<typeof editRequest>;
export type RemoveRequest = z.input<typeof removeRequest>;
export type ReactRequest = z.input<typeof reactRequest>;
export type CommandRequest = z.input<typeof commandRequest>;
export type ClickRequest = z.input<typeof clickRequest>;
export type SubmitRequest = z.input<typeof submitRequest>;
export type CloseRequest = z.input<typeof closeRequest>;
export type ShortcutRequest = z.input<typeof shortcutRequest>;
export type HomeRequest = z.input<typeof homeRequest>;
export type StopRequest = z.input<typeof stopRequest>;
export type ReadRequest = z.input<typeof readRequest>;
export type CreateChannelRequest = z.input<typeof createChannelRequest>;
export type MemberRequest = z.input<typeof memberRequest>;
export type ArchiveRequest = z.input<typeof archiveRequest>;
export type ZoneRequest = z.input<typeof zoneRequest>;
export type DismissRequest = z.input<typeof dismissRequest>;
