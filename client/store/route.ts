import { create } from 'zustand';
import { parseRoute, pathOf } from './address.ts';
import type { Route } from './address.ts';

interface RouteStore {
  readonly route: Route;
  readonly go: (route: Route) => void;
}

/** Where the page is. */
export const useRoute = create<RouteStore>()((set) => {
  const here = (): Route => parseRoute(window.location.pathname, window.location.search);
  window.addEventListener('popstate', () => set({ route: here() }));
  return {
    route: here(),
    go: (route) => {
      const url = new URL(pathOf(route), window.location.href);
      if (new URL(window.location.href).searchParams.has('lecture')) url.searchParams.set('lecture', '');
      window.history.pushState(null, '', url);
      set({ route });
      // Another page begins at its top; going back is the browser's, which knows how far one had read.
      window.scrollTo(0, 0);
    },
  };
});
