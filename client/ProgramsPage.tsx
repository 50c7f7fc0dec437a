import { lazy, Suspense, useEffect, useSyncExternalStore } from 'react';
import { useRoute } from './store/route.ts';
import { Logo } from './ui/icons.tsx';
import './styles/programs.css';

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
  const go = useRoute((store) => store.go);
  useEffect(() => {
    document.title = 'Programs · Sockscope';
  }, []);
  return (
    <div className="programs-page" data-page="programs">
      <header className="programs-bar">
        <a
          href="/"
          onClick={(event) => {
            event.preventDefault();
            go({ page: 'home' });
          }}
        >
          <Logo /> Sockscope
        </a>
      </header>
      <main>
        <Suspense fallback={<p role="status">Fetching the editor …</p>}>
          <SharedPrograms key={fragment} fragment={fragment} />
        </Suspense>
      </main>
    </div>
  );
}
