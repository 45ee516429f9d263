import type { WireFile } from '../../wire/file.ts';
import { newId } from './ids.ts';
import { mediaTypeOf } from './media-type.ts';
import { permalink } from './permalink.ts';
import type { StoredFile } from './stored-file.ts';
import type { World } from './world.ts';

/** A file to keep; `content` is base64. Without an id it gets one. */
export interface NewFile {
  id?: string;
  name: string;
  title?: string;
  mimetype?: string | undefined;
  content: string;
  user: string;
  channel?: string;
}

/** Keeps a file. @returns it as Slack describes it */
export function addFile(world: World, file: NewFile): WireFile {
  const id = file.id ?? newId('F');
  const created = Math.floor(world.now() / 1_000);
  const filetype = /\.([a-z0-9]+)$/i.exec(file.name)?.[1]?.toLowerCase() ?? 'binary';
  const url = `${world.url}/files-pri/${world.state.team.id}-${id}`;
  const name = encodeURIComponent(file.name);
  const described: WireFile = {
    id,
    created,
    timestamp: created,
    name: file.name,
    title: file.title ?? file.name,
    mimetype: file.mimetype ?? mediaTypeOf(filetype),
    filetype,
    pretty_type: filetype.toUpperCase(),
    user: file.user,
    user_team: world.state.team.id,
    editable: false,
    size: Buffer.byteLength(file.content, 'base64'),
    mode: 'hosted',
    is_external: false,
    external_type: '',
    is_public: false,
    public_url_shared: false,
    display_as_bot: false,
    username: '',
    url_private: `${url}/${name}`,
    url_private_download: `${url}/download/${name}`,
    permalink: permalink(world, file.channel ?? '', id),
    file_access: 'visible',
  };
  world.state.files.push({
    file: described,
    content: file.content,
    shared: file.channel ? [file.channel] : [],
  });
  world.changed();
  return described;
}

/** @returns the file with this id, or undefined */
export function fileById(world: World, id: string): StoredFile | undefined {
  return world.state.files.find(({ file }) => file.id === id);
}
