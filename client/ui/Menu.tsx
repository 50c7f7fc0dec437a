import { useRef, type ReactNode } from 'react';
import { SaveIcon } from './icons.tsx';
import { useClosing } from './use-closing.ts';
import './menu.css';

interface MenuProps {
  /** The button's name. */
  readonly label: string;
  /** What the list is about. */
  readonly about: string;
  /** Its entries have the class `run-menu-entry`: a press on one closes the list. */
  readonly children: ReactNode;
}

/** A button with a list of what can be done: saving, printing, comparing. */
export function Menu({ label, about, children }: MenuProps) {
  const menu = useRef<HTMLDetailsElement>(null);
  useClosing(menu);
  return (
    <details
      className="run-menu"
      ref={menu}
      onClick={({ target }) => {
        const chosen = target instanceof Element && target.closest('.run-menu-entry') !== null;
        if (chosen && menu.current !== null) menu.current.open = false;
      }}
    >
      <summary className="button button-icon" aria-label={label} title={label}>
        <SaveIcon />
      </summary>
      <div className="run-menu-list" role="group" aria-label={about}>
        {children}
      </div>
    </details>
  );
}
