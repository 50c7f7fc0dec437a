import type { ReactNode } from 'react';
import type { RunSource } from '../../store/address.ts';
import { useRoute } from '../../store/route.ts';
import { Menu } from '../../ui/Menu.tsx';

interface RunMenuProps {
  readonly source: RunSource;
  readonly onPicture: () => void;
  readonly onPrint: () => void;
  /** More entries: what belongs to other features. */
  readonly children?: ReactNode;
}

/** What can be done with this run as a whole: keep it, picture it, print it, put another beside it. */
export function RunMenu({ source, onPicture, onPrint, children }: RunMenuProps) {
  const go = useRoute((store) => store.go);
  return (
    <Menu label="Save, print, compare" about="This run">
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
      <button type="button" className="run-menu-entry" onClick={onPicture}>
        <strong>Save a picture …</strong>
        <span>this moment, as SVG or PNG</span>
      </button>
      <button type="button" className="run-menu-entry" onClick={onPrint}>
        <strong>Print …</strong>
        <span>a picture a page</span>
      </button>
      <button
        type="button"
        className="run-menu-entry"
        onClick={() => go({ page: 'compare', left: source, right: null })}
      >
        <strong>Compare with another run …</strong>
        <span>side by side, on one playhead</span>
      </button>
      {children}
    </Menu>
  );
}
