import { useEffect, useMemo, useState } from 'react';
import { recordedWords } from '#shared/model/provenance';
import type { LectureFile } from '#shared/protocol/lecture-file';
import { focusCss } from '../features/walk/focus-css.ts';
import { NarrationText } from '../features/walk/NarrationText.tsx';
import { createRecordedLab } from '../store/recorded-lab.ts';
import { useLightTheme } from '../ui/use-light-theme.ts';
import { SlidePage } from './SlidePage.tsx';
import { slidesOf } from './slides.ts';
import '../features/exporting/exporting.css';
import './slides.css';

/** More titles than this stand in three columns. */
const MANY = 16;

interface SlidesProps {
  readonly file: LectureFile;
  readonly onClose: () => void;
}

/** The lecture on paper: a page for its title, one for each scene and each question, and, if wanted, the notes. */
export function Slides({ file, onClose }: SlidesProps) {
  const slides = useMemo(() => slidesOf(file), [file]);
  const logs = useMemo(() => file.logs.map((log, i) => createRecordedLab(`slides-${i}`, log).getState().log), [file]);
  const noted = file.scenes.flatMap(({ shown, presenter: { notes } }) =>
    notes === '' ? [] : [{ title: shown.scenes[shown.scene], notes, number: shown.scene + 1 }],
  );
  const [notes, showNotes] = useState(() => window.location.hash === '#notes');
  const titles = file.scenes[0]?.shown.scenes ?? [];
  const recorded = file.scenes[0]?.shown.recorded ?? null;
  useLightTheme();
  useFocus(file);
  return (
    <div className="slides" data-page="slides">
      <header className="print-bar">
        <h1>Slides</h1>
        <p role="status">{slides.length + 1} pages</p>
        {noted.length > 0 && (
          <label>
            <input type="checkbox" checked={notes} onChange={() => showNotes(!notes)} /> The notes, at the end
          </label>
        )}
        <button type="button" className="button button-strong" onClick={() => window.print()}>
          Print
        </button>
        <button type="button" className="button" onClick={onClose}>
          To the lecture
        </button>
      </header>
      <main>
        <section className="slide slide-title">
          <div>
            <h2>{file.title}</h2>
            <NarrationText text={file.summary} />
          </div>
          <ol data-many={titles.length > MANY || undefined}>
            {titles.map((title, i) => (
              <li key={i}>{title}</li>
            ))}
          </ol>
          <p className="slide-foot">{recorded !== null && `What the pictures show was ${recordedWords(recorded)}.`}</p>
        </section>
        {slides.map((slide, i) => (
          <SlidePage key={i} slide={slide} logs={logs} />
        ))}
        {notes && (
          <section className="slide-notes">
            <h2>Notes</h2>
            {noted.map(({ title, notes: text, number }) => (
              <article key={number}>
                <h3>
                  {number} {title}
                </h3>
                <NarrationText text={text} />
              </article>
            ))}
          </section>
        )}
      </main>
    </div>
  );
}

/** Lets step back on each page what its scene does not point at. */
function useFocus({ scenes }: LectureFile): void {
  useEffect(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(scenes.map(({ shown }, i) => focusCss(shown.focus, `[data-slide="${i + 1}"]`)).join('\n'));
    document.adoptedStyleSheets.push(sheet);
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
    };
  }, [scenes]);
}
