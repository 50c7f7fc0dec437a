import { useEffect, useRef } from 'react';
import { useKeysDialog } from '../../store/keys-dialog.ts';
import { CrossIcon } from '../../ui/icons.tsx';
import { Key } from '../../ui/Key.tsx';
import { COMMANDS } from './commands.ts';
import './keys.css';

/** The list of keys. */
export function KeysDialog() {
  const { open, hide } = useKeysDialog();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);
  return (
    <dialog ref={dialog} className="keys" aria-labelledby="keys-title" onClose={hide}>
      <header>
        <h2 id="keys-title">Keys</h2>
        <button type="button" className="button button-icon" aria-label="Close" onClick={hide}>
          <CrossIcon />
        </button>
      </header>
      <dl>
        {COMMANDS.map((command) => (
          <div key={command.what}>
            <dt>
              {command.shown.map((key) => (
                <Key key={key}>{key}</Key>
              ))}
            </dt>
            <dd>{command.what}</dd>
          </div>
        ))}
        <div>
          <dt>
            <Key>1</Key> … <Key>9</Key>
          </dt>
          <dd>Release the n-th of what can happen next</dd>
        </div>
      </dl>
    </dialog>
  );
}
