import { useEffect } from 'react';
import { useRoute } from '../../store/route.ts';
import { Logo } from '../../ui/icons.tsx';
import { OpenRecordingButton } from './OpenRecordingButton.tsx';
import './recordings.css';

/** The page of a recording that is no longer here: it came from a file, and the page was loaded anew. */
export function NotOpen() {
  const go = useRoute((store) => store.go);
  useEffect(() => {
    document.title = 'Sockscope';
  }, []);
  return (
    <main className="not-open" data-page="not-open">
      <Logo />
      <h1>Open the recording again</h1>
      <p>
        It was read from a file into the page, and nowhere else. The page has been loaded anew since; choose the file
        again, or drop it here.
      </p>
      <div className="opening-actions">
        <OpenRecordingButton strong />
        <button type="button" className="button" onClick={() => go({ page: 'home' })}>
          To the lessons
        </button>
      </div>
    </main>
  );
}
