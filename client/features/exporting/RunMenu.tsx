import { useEffect, useRef, type ReactNode } from 'react';
import type { RunSource } from '../../store/address.ts';
import { SaveIcon } from '../../ui/icons.tsx';
import './exporting.css';

interface RunMenuProps {
  readonly source: RunSource;
  /** More entries: what belongs to other features. */
  readonly children?: ReactNode;
}

/** What can be done with this run as a whole: keep it, picture it, print it, put another beside it. */
export function RunMenu({ source, children }: RunMenuProps) {
  const menu = useRef<HTMLDetailsElement>(null);
  useClosing(menu);
  return (
    <details className="run-menu" ref={menu}>
      <summary className="button button-icon" aria-label="Save, print, compare" title="Save, print, compare">
        <SaveIcon />
      </summary>
      <div className="run-menu-list" role="group" aria-label="This run">
        {source.from === 'lab' && (
          <a className="run-menu-entry" href={`/api/labs/${encodeURIComponent(source.id)}/recording`} download>
            <strong>Save the recording</strong>
            <span>everything so far, as sockscope replay reads it</span>
          </a>
        )}
        {children}
      </div>
    </details>
  );
}

/** A press elsewhere, or Escape, closes an open menu. */
function useClosing(menu: { readonly current: HTMLDetailsElement | null }): void {
  useEffect(() => {
    const close = (event: Event) => {
      const { current } = menu;
      if (current?.open !== true) return;
      if (event instanceof KeyboardEvent ? event.key !== 'Escape' : current.contains(event.target as Node)) return;
      current.open = false;
      if (event instanceof KeyboardEvent) current.querySelector('summary')?.focus();
    };
    document.addEventListener('pointerdown', close);
    document.addEventListener('keydown', close);
    return () => {
      document.removeEventListener('pointerdown', close);
      document.removeEventListener('keydown', close);
    };
  }, [menu]);
}
