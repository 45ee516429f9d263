import { useEffect, useState } from 'react';
import type { WireFile } from '../../wire/file.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Icon } from '../ui/icon.tsx';

interface FileDialogProps {
  file: WireFile;
  address: string;
  onDone(): void;
}

/** A file of text, to be read where it was posted. */
export function FileDialog({ file, address, onDone }: FileDialogProps) {
  const [text, setText] = useState('Opening …');
  useEffect(() => {
    let here = true;
    void contentOf(address).then((content) => here && setText(content));
    return () => {
      here = false;
    };
  }, [address]);
  return (
    <Dialog label={file.title} className="wide" onCancel={onDone}>
      <header className="dialog-head">
        <Icon name="file" size={24} />
        <h2>{file.title}</h2>
        <button type="button" className="plain-button" aria-label="Close" onClick={onDone}>
          <Icon name="close" />
        </button>
      </header>
      <div className="dialog-body">
        <pre className="file-text">{text}</pre>
      </div>
      <footer className="dialog-foot">
        <span className="dialog-app">{file.name}</span>
        <a className="button" href={address} download={file.name}>
          Download
        </a>
        <button type="button" className="button primary solid" onClick={onDone}>
          Close
        </button>
      </footer>
    </Dialog>
  );
}

async function contentOf(address: string): Promise<string> {
  try {
    const response = await fetch(address);
    if (response.ok) return await response.text();
    if (response.status === 404) return 'This file is gone: somebody deleted it.';
  } catch {
    // As for every other answer that is none: below.
  }
  return 'The sandbox did not give this file out. Close it and open it again.';
}
