import { useEffect, useRef, useState, type ReactNode } from 'react';
import { reasonOf } from '#shared/base/reason';
import { CrossIcon } from '../../ui/icons.tsx';
import { save } from '../../ui/save.ts';
import { pngFile, svgFile } from './picture.ts';
import './exporting.css';

/** What of the screen a picture shows. */
export type Part = 'both' | 'stage' | 'machine';

const PARTS: readonly { readonly id: Part; readonly name: string }[] = [
  { id: 'both', name: 'Stage and state machine' },
  { id: 'stage', name: 'Stage' },
  { id: 'machine', name: 'State machine' },
];

interface PictureDialogProps {
  /** The file's name without its ending. */
  readonly name: string;
  /** The drawings: one SVG element each. */
  readonly drawings: Readonly<Record<Part, ReactNode>>;
  readonly onClose: () => void;
}

/** This moment as a file: what is seen here is what is saved. */
export function PictureDialog({ name, drawings, onClose }: PictureDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const preview = useRef<HTMLDivElement>(null);
  const [part, choose] = useState<Part>('both');
  const [failure, setFailure] = useState<string | null>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const saveAs = async (format: 'svg' | 'png'): Promise<void> => {
    const svg = preview.current?.querySelector('svg');
    if (svg === null || svg === undefined) return;
    try {
      const file = format === 'png' ? await pngFile(svg) : new Blob([await svgFile(svg)], { type: 'image/svg+xml' });
      save(file, `${name}.${format}`);
      setFailure(null);
    } catch (error) {
      setFailure(reasonOf(error));
    }
  };
  return (
    <dialog ref={dialog} className="picture" aria-labelledby="picture-title" onClose={onClose}>
      <header>
        <h2 id="picture-title">Save a picture of this moment</h2>
        <button type="button" className="button button-icon" aria-label="Close" onClick={onClose}>
          <CrossIcon />
        </button>
      </header>
      <div className="picture-preview" ref={preview} data-part={part}>
        {drawings[part]}
      </div>
      <footer>
        <fieldset>
          <legend>What it shows</legend>
          {PARTS.map(({ id, name: words }) => (
            <label key={id}>
              <input type="radio" name="picture-part" checked={part === id} onChange={() => choose(id)} /> {words}
            </label>
          ))}
        </fieldset>
        <button type="button" className="button button-strong" onClick={() => void saveAs('svg')}>
          Save SVG
        </button>
        <button type="button" className="button button-strong" onClick={() => void saveAs('png')}>
          Save PNG
        </button>
      </footer>
      {failure !== null && (
        <p className="picture-failure" role="alert">
          The picture could not be made ({failure}); try the other format.
        </p>
      )}
    </dialog>
  );
}
