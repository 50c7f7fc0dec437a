import { lazy, Suspense, useEffect, type ReactNode } from 'react';
import { unreachable } from '#shared/base/exhaustive';
import { HomePage } from './features/home/HomePage.tsx';
import { DropZone } from './features/recordings/DropZone.tsx';
import { OpenRecordingButton } from './features/recordings/OpenRecordingButton.tsx';
import { LabPage } from './LabPage.tsx';
import type { Route } from './store/address.ts';
import { useLecture } from './store/lecture.ts';
import { useRoute } from './store/route.ts';

const ProgramsPage = lazy(async () => ({ default: (await import('./ProgramsPage.tsx')).ProgramsPage }));
const RecordingPage = lazy(async () => ({ default: (await import('./RecordingPage.tsx')).RecordingPage }));

/** The whole page: one of its places, and what holds for all of them. */
export function App() {
  const route = useRoute((store) => store.route);
  const lecture = useLecture();
  useEffect(() => {
    const { dataset } = document.documentElement;
    if (lecture && route.page !== 'home') dataset['lecture'] = '';
    else delete dataset['lecture'];
  }, [lecture, route.page]);
  return (
    <>
      <Suspense fallback={<p className="place-wait">Fetching this page …</p>}>{placeOf(route)}</Suspense>
      <DropZone />
    </>
  );
}

function placeOf(route: Route): ReactNode {
  switch (route.page) {
    case 'home':
    case 'compare':
      return <HomePage tools={<OpenRecordingButton />} />;
    case 'lab':
      return <LabPage key={route.lab} lab={route.lab} />;
    case 'programs':
      return <ProgramsPage />;
    case 'recording':
      return <RecordingPage key={route.file} file={route.file} />;
    default:
      return unreachable(route);
  }
}
