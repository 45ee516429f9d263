import type { WireFile } from '../../wire/file.ts';
import { Icon } from '../ui/icon.tsx';

/** Files of a message; pictures are shown, others can be downloaded. */
export function Files({ files }: { files: readonly WireFile[] }) {
  return (
    <div className="files">
      {files.map((file) => {
        const address = `/sandbox/files/${file.id}`;
        return (
          <a className="file" key={file.id} href={address} download={file.name}>
            {/^image\/(png|jpeg|gif)$/.test(file.mimetype) ? (
              <img className="file-picture" src={address} alt={file.title} />
            ) : (
              <Icon name="file" size={24} />
            )}
            <span className="file-name">{file.title}</span>
            <span className="file-size">{size(file.size)}</span>
          </a>
        );
      })}
    </div>
  );
}

function size(bytes: number): string {
  return bytes < 1_000
    ? `${bytes} B`
    : bytes < 1_000_000
      ? `${Math.round(bytes / 1_000)} kB`
      : `${(bytes / 1e6).toFixed(1)} MB`;
}
