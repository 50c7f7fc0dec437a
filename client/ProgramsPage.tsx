import { lazy, Suspense, useEffect, useSyncExternalStore } from 'react';
import './styles/programs.css';
import { HomeLink } from './ui/HomeLink.tsx';

const SharedPrograms = lazy(async () => ({
  default: (await import('./features/editor/SharedPrograms.tsx')).SharedPrograms,
}));

/** The address's fragment, also where another link is pasted over it. */
const useFragment = (): string =>
  useSyncExternalStore(
    (changed) => {
      window.addEventListener('hashchange', changed);
      return () => window.removeEventListener('hashchange', changed);
    },
    () => window.location.hash,
  );

/** Programs that came in a link: /programs#… They are read before anything runs. */
export function ProgramsPage() {
  const fragment = useFragment();
  useEffect(() => {
    document.title = 'Programs · Sockscope';
  }, []);
  return (
    <div className="programs-page" data-page="programs">
      <header className="programs-bar">
        <HomeLink />
      </header>
      <main>
        <Suspense fallback={<p role="status">Fetching the editor …</p>}>
          <SharedPrograms key={fragment} fragment={fragment} />
        </Suspense>
      </main>
    </div>
  );
}
