import { asObject, type JsonObject } from '../../wire/json.ts';
import { TextObject } from '../blocks/rich-text.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { textOf } from './element-props.ts';

interface ConfirmDialogProps {
  confirm: JsonObject;
  onAnswer(yes: boolean): void;
}

/** Asks before something is sent. */
export function ConfirmDialog({ confirm, onAnswer }: ConfirmDialogProps) {
  const title = textOf(confirm, 'title') ?? 'Are you sure?';
  const text = asObject(confirm.text);
  return (
    <Dialog label={title} className="small" onCancel={() => onAnswer(false)}>
      <header className="dialog-head">
        <h2>{title}</h2>
      </header>
      <div className="dialog-body">{text && <TextObject object={text} />}</div>
      <footer className="dialog-foot">
        <button type="button" className="button" onClick={() => onAnswer(false)}>
          {textOf(confirm, 'deny') ?? 'Cancel'}
        </button>
        <button
          type="button"
          className={confirm.style === 'danger' ? 'button danger solid' : 'button primary solid'}
          onClick={() => onAnswer(true)}
        >
          {textOf(confirm, 'confirm') ?? 'Yes'}
        </button>
      </footer>
    </Dialog>
  );
}
