import { useState } from 'react';
import type { WireFile } from '../../wire/file.ts';
import { Icon } from '../ui/icon.tsx';
import { FileDialog } from './file-dialog.tsx';

/** Files of a message; pictures are shown, texts open to be read, others can be downloaded. */
export function Files({ files }: { files: readonly WireFile[] }) {
  return (
    <div className="files">
      {files.map((file) =>
        /^text\//.test(file.mimetype) ? (
          <TextFile key={file.id} file={file} />
        ) : (
          <a className="file" key={file.id} href={addressOf(file)} download={file.name}>
            <FileFace file={file} />
          </a>
        ),
      )}
    </div>
  );
}

function TextFile({ file }: { file: WireFile }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="file" onClick={() => setOpen(true)}>
        <FileFace file={file} />
      </button>
      {open && <FileDialog file={file} address={addressOf(file)} onDone={() => setOpen(false)} />}
    </>
  );
}

function FileFace({ file }: { file: WireFile }) {
  return (
    <>
      {/^image\/(png|jpeg|gif)$/.test(file.mimetype) ? (
        <img className="file-picture" src={addressOf(file)} alt={file.title} />
      ) : (
        <Icon name="file" size={24} />
      )}
      <span className="file-name">{file.title}</span>
      <span className="file-size">{size(file.size)}</span>
    </>
  );
}

const addressOf = ({ id }: WireFile): string => `/sandbox/files/${id}`;

function size(bytes: number): string {
  return bytes < 1_000
    ? `${bytes} B`
    : bytes < 1_000_000
      ? `${Math.round(bytes / 1_000)} kB`
      : `${(bytes / 1e6).toFixed(1)} MB`;
}
