import { lazy, Suspense, useEffect, type ReactNode } from 'react';
import { unreachable } from '#shared/base/exhaustive';
import { PageKeyboard } from './features/keys/PageKeyboard.tsx';
import { CompareLink } from './features/compare/CompareLink.tsx';
import { HomePage } from './features/home/HomePage.tsx';
import { DropZone } from './features/recordings/DropZone.tsx';
import { OpenRecordingButton } from './features/recordings/OpenRecordingButton.tsx';
import { LabPage } from './LabPage.tsx';
import type { Route } from './store/address.ts';
import { useLecture } from './store/lecture.ts';
import { useProjection } from './store/projection.ts';
import { useRoute } from './store/route.ts';
import { ModeSwitches } from './ui/ModeSwitches.tsx';

const ComparePage = lazy(async () => ({ default: (await import('./ComparePage.tsx')).ComparePage }));
const MachineSocketsPage = lazy(async () => ({
  default: (await import('./MachineSocketsPage.tsx')).MachineSocketsPage,
}));
const ProgramsPage = lazy(async () => ({ default: (await import('./ProgramsPage.tsx')).ProgramsPage }));
const WalkPage = lazy(async () => ({ default: (await import('./WalkPage.tsx')).WalkPage }));
const WallPage = lazy(async () => ({ default: (await import('./WallPage.tsx')).WallPage }));
const RecordingPage = lazy(async () => ({ default: (await import('./RecordingPage.tsx')).RecordingPage }));

/** The places that are projected, and are drawn at lecture size when that is wanted. */
const PROJECTED: ReadonlySet<Route['page']> = new Set(['lab', 'recording', 'wall']);

/** The whole page: one of its places, and what holds for all of them. */
export function App() {
  const route = useRoute((store) => store.route);
  const lecture = useLecture();
  const projected = useProjection((store) => store.large);
  useEffect(() => {
    const { dataset } = document.documentElement;
    if (lecture && (projected || PROJECTED.has(route.page))) dataset['lecture'] = '';
    else delete dataset['lecture'];
  }, [lecture, projected, route.page]);
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
      return (
        <>
          <PageKeyboard page="list" />
          <HomePage
            tools={
              <>
                <CompareLink />
                <OpenRecordingButton />
                <ModeSwitches />
              </>
            }
          />
        </>
      );
    case 'compare':
      return <ComparePage left={route.left} right={route.right} />;
    case 'sockets':
      return (
        <>
          <PageKeyboard page="list" />
          <MachineSocketsPage tools={<ModeSwitches />} />
        </>
      );
    case 'lab':
      return <LabPage key={`${route.lab} ${route.watch}`} lab={route.lab} watch={route.watch === true} />;
    case 'walk':
      return <WalkPage key={`${route.view} ${route.walk}`} walk={route.walk} view={route.view} />;
    case 'wall':
      return (
        <>
          <PageKeyboard page="list" />
          <WallPage tools={<ModeSwitches />} />
        </>
      );
    case 'programs':
      return <ProgramsPage />;
    case 'recording':
      return <RecordingPage key={route.file} file={route.file} />;
    default:
      return unreachable(route);
  }
}
