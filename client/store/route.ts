import { create } from 'zustand';

/** The page's two places. The server answers both addresses with the same page. */
export type Route = { readonly page: 'home' } | { readonly page: 'lab'; readonly lab: string };

/** The place that an address names: /labs/ID is a lab, everything else is home. */
export function parseRoute(path: string): Route {
  const lab = /^\/labs\/([^/]+)\/?$/.exec(path)?.[1];
  return lab === undefined ? { page: 'home' } : { page: 'lab', lab: decodeURIComponent(lab) };
}

export const pathOf = (route: Route): string =>
  route.page === 'home' ? '/' : `/labs/${encodeURIComponent(route.lab)}`;

interface RouteStore {
  readonly route: Route;
  readonly go: (route: Route) => void;
}

export const useRoute = create<RouteStore>()((set) => {
  window.addEventListener('popstate', () => set({ route: parseRoute(window.location.pathname) }));
  return {
    route: parseRoute(window.location.pathname),
    go: (route) => {
      const lecture = new URL(window.location.href).searchParams.has('lecture') ? '?lecture=' : '';
      window.history.pushState(null, '', pathOf(route) + lecture);
      set({ route });
    },
  };
});
