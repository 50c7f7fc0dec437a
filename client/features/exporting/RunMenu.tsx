import { useEffect, useRef, type ReactNode } from 'react';
import type { RunSource } from '../../store/address.ts';
import { useRoute } from '../../store/route.ts';
import { SaveIcon } from '../../ui/icons.tsx';
import './exporting.css';

interface RunMenuProps {
  readonly source: RunSource;
  readonly onPicture: () => void;
  readonly onPrint: () => void;
  /** More entries: what belongs to other features. */
  readonly children?: ReactNode;
}

/** What can be done with this run as a whole: keep it, picture it, print it, put another beside it. */
export function RunMenu({ source, onPicture, onPrint, children }: RunMenuProps) {
  const menu = useRef<HTMLDetailsElement>(null);
  const go = useRoute((store) => store.go);
  useClosing(menu);
  const then = (act: () => void) => () => {
    if (menu.current !== null) menu.current.open = false;
    act();
  };
  return (
    <details className="run-menu" ref={menu}>
      <summary className="button button-icon" aria-label="Save, print, compare" title="Save, print, compare">
        <SaveIcon />
      </summary>
      <div className="run-menu-list" role="group" aria-label="This run">
        {source.from === 'lab' && (
          <>
            <a className="run-menu-entry" href={`/api/labs/${encodeURIComponent(source.id)}/recording`} download>
              <strong>Save the recording</strong>
              <span>everything so far, as sockscope replay reads it</span>
            </a>
            <a className="run-menu-entry" href={`/api/labs/${encodeURIComponent(source.id)}/page`} download>
              <strong>Save as one HTML file</strong>
              <span>plays in any browser, from disk, without Sockscope</span>
            </a>
          </>
        )}
        <button type="button" className="run-menu-entry" onClick={then(onPicture)}>
          <strong>Save a picture …</strong>
          <span>this moment, as SVG or PNG</span>
        </button>
        <button type="button" className="run-menu-entry" onClick={then(onPrint)}>
          <strong>Print …</strong>
          <span>a picture a page</span>
        </button>
        <button
          type="button"
          className="run-menu-entry"
          onClick={then(() => go({ page: 'compare', left: source, right: null }))}
        >
          <strong>Compare with another run …</strong>
          <span>side by side, on one playhead</span>
        </button>
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
