import { createRoot } from 'react-dom/client';
import { openRecordedLab } from '../store/recorded-lab.ts';
import { embeddedLog } from './embedded-log.ts';
import { Player } from './Player.tsx';
import '../styles/tokens.css';
import '../styles/fonts.css';
import '../styles/base.css';
import './player.css';

/** The script of an exported page: it plays the log that stands in the same file, and asks nobody for anything. */
async function play(): Promise<void> {
  const data = document.querySelector('#log')?.textContent ?? '';
  const root = document.querySelector('#root');
  if (root === null) throw new Error('the page has no #root');
  const { lesson, events } = await embeddedLog(data);
  document.title = `${lesson.title} · Sockscope`;
  const store = openRecordedLab(lesson.id, events);
  createRoot(root).render(<Player store={store} />);
}

play().catch((error: unknown) => {
  const root = document.querySelector('#root');
  const why = error instanceof Error ? error.message : String(error);
  if (root !== null) root.textContent = `This page cannot be played (${why}); open it in a newer browser.`;
});
