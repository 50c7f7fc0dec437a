import { useEffect } from 'react';
import { unreachable } from '#shared/base/exhaustive';
import { HomePage } from './features/home/HomePage.tsx';
import { LabPage } from './LabPage.tsx';
import { useLecture } from './store/lecture.ts';
import { useRoute } from './store/route.ts';

/** The whole page: one of two places, and what holds for both. */
export function App() {
  const route = useRoute((store) => store.route);
  const lecture = useLecture();
  useEffect(() => {
    const { dataset } = document.documentElement;
    if (lecture && route.page === 'lab') dataset['lecture'] = '';
    else delete dataset['lecture'];
  }, [lecture, route.page]);
  switch (route.page) {
    case 'home':
      return <HomePage />;
    case 'lab':
      return <LabPage key={route.lab} lab={route.lab} />;
    default:
      return unreachable(route);
  }
}
