import { Icon } from '../ui/icon.tsx';

/** A file that waits to be sent; `content` is base64. */
export interface Attachment {
  name: string;
  mimetype: string;
  content: string;
}

/** @returns a chosen file, read whole */
export async function readAttachment(file: File): Promise<Attachment> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return { name: file.name, mimetype: file.type || 'application/octet-stream', content: btoa(binary) };
}

interface AttachmentListProps {
  files: readonly Attachment[];
  remove(file: Attachment): void;
}

/** The files that will go along with a message. */
export function AttachmentList({ files, remove }: AttachmentListProps) {
  if (files.length === 0) return null;
  return (
    <ul className="attachments">
      {files.map((file) => (
        <li key={file.name}>
          <Icon name="file" /> {file.name}
          <button
            type="button"
            className="plain-button"
            aria-label={`Remove ${file.name}`}
            onClick={() => remove(file)}
          >
            <Icon name="close" size={12} />
          </button>
        </li>
      ))}
    </ul>
  );
}
