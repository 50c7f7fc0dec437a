import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { reasonOf } from '#shared/base/reason';
import { RecordedLab } from '../store/recorded-lab.ts';
import { embeddedLecture, embeddedLog, unpacked } from './embedded.ts';
import { LecturePlayer } from './LecturePlayer.tsx';
import { Player } from './Player.tsx';
import '../styles/tokens.css';
import '../styles/fonts.css';
import '../styles/base.css';
import './player.css';

/** The script of an exported page: it plays what stands in the same file, and asks nobody for anything. */
async function play(root: Element): Promise<void> {
  const log = document.querySelector('#log');
  if (log !== null) {
    const { lesson, events } = embeddedLog(await unpacked(log.textContent));
    const lab = new RecordedLab(lesson.id, events);
    lab.start();
    createRoot(root).render(<Player store={lab.store} />);
    return;
  }
  const lecture = document.querySelector('#lecture');
  if (lecture === null) throw new Error('it holds nothing to play');
  const file = embeddedLecture(await unpacked(lecture.textContent));
  createRoot(root).render(<LecturePlayer file={file} opensSlides={false} />);
}

const root = document.querySelector('#root');
if (root === null) throw new Error('the page has no #root');
const slides = document.querySelector('#slides');
if (slides === null) {
  play(root).catch((error: unknown) => {
    root.textContent = `This page cannot be played (${reasonOf(error)}); open it in a newer browser.`;
  });
} else {
  // At once: a browser that prints the file as soon as it is loaded finds every page.
  const file = embeddedLecture(slides.textContent);
  flushSync(() => createRoot(root).render(<LecturePlayer file={file} opensSlides />));
}
