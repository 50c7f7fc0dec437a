import { useEffect, useRef } from 'react';
import { useEditing } from '../../store/editing.ts';
import { useKeysDialog } from '../../store/keys-dialog.ts';
import { usePreferences } from '../../store/preferences.ts';
import { CrossIcon } from '../../ui/icons.tsx';
import { Key } from '../../ui/Key.tsx';
import { isCharacter, LAB_COMMANDS, pageCommands, type KeyPage } from './commands.ts';
import './keys.css';

/** The list of the keys that this page has, and the switch for those that are letters, digits and signs. */
export function KeysDialog({ page }: { readonly page: KeyPage }) {
  const hide = useKeysDialog((store) => store.hide);
  const editor = useEditing((store) => store.offered);
  const { letterKeys, toggleLetterKeys } = usePreferences();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const commands = [...(page === 'list' ? [] : LAB_COMMANDS), ...pageCommands(page, editor)];
  return (
    <dialog ref={dialog} className="keys" aria-labelledby="keys-title" onClose={hide}>
      <header>
        <h2 id="keys-title">Keys</h2>
        <button type="button" className="button button-icon" aria-label="Close" onClick={() => dialog.current?.close()}>
          <CrossIcon />
        </button>
      </header>
      <dl>
        {commands.map((command) => (
          <div key={command.what} data-off={(!letterKeys && command.keys.every(isCharacter)) || undefined}>
            <dt>
              {command.shown.map((key) => (
                <Key key={key}>{key}</Key>
              ))}
            </dt>
            <dd>{command.what}</dd>
          </div>
        ))}
        {page === 'lab' && (
          <div data-off={!letterKeys || undefined}>
            <dt>
              <Key>1</Key> … <Key>9</Key>
            </dt>
            <dd>Release the n-th of what can happen next</dd>
          </div>
        )}
      </dl>
      <label className="keys-letters">
        <input type="checkbox" checked={letterKeys} onChange={toggleLetterKeys} />
        <span>
          <strong>Letters, digits and signs are keys</strong>
          Switched off, only the space bar, the arrows, Page, Home and End do something by themselves.
        </span>
      </label>
    </dialog>
  );
}
