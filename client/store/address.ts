import { unreachable } from '#shared/base/exhaustive';
import { afterLink } from '../connection/address.ts';

/** Where a run comes from: a lesson's recording, a lab of this server, or a file that was opened. */
export interface RunSource {
  readonly from: 'lesson' | 'lab' | 'file';
  readonly id: string;
}

/** How a walkthrough is looked at: given, taken alone (or projected), followed, or watched while somebody else takes it alone. */
export type WalkView = 'present' | 'walk' | 'follow' | 'watch';

/** The page's places. The server answers all their addresses with the same page. */
export type Route =
  | { readonly page: 'home' }
  | { readonly page: 'sockets' }
  /** `watch`: somebody else's, only looked at. */
  | { readonly page: 'lab'; readonly lab: string; readonly watch?: true }
  | { readonly page: 'recording'; readonly file: string }
  /** Programs that stand in the address's fragment. */
  | { readonly page: 'programs' }
  /** A walkthrough. */
  | { readonly page: 'walk'; readonly walk: string; readonly view: WalkView }
  /** Every student's lab in small. */
  | { readonly page: 'wall' }
  | { readonly page: 'compare'; readonly left: RunSource | null; readonly right: RunSource | null };

/** The place that an address names; whatever it does not know is home. */
export function parseRoute(path: string, search: string): Route {
  const linked = afterLink(path, search);
  if (linked !== null) return parseRoute(linked, '');
  const [, folder, part] = /^\/(labs|recordings)\/([^/]+)\/?$/.exec(path) ?? [];
  const id = decoded(part);
  const watch = new URLSearchParams(search).has('watch');
  if (id !== null && folder === 'labs') return { page: 'lab', lab: id, ...(watch ? { watch } : {}) };
  if (id !== null) return { page: 'recording', file: id };
  const [, how, code] = /^\/(walk|present|j)\/([A-Z2-7]{8})$/.exec(path) ?? [];
  if (code !== undefined && how === 'walk' && watch) return { page: 'walk', walk: code, view: 'watch' };
  if (code !== undefined) return { page: 'walk', walk: code, view: viewOf[how ?? ''] ?? 'walk' };
  if (path === '/wall') return { page: 'wall' };
  if (path === '/sockets') return { page: 'sockets' };
  if (path === '/compare') {
    const query = new URLSearchParams(search);
    return { page: 'compare', left: parseSource(query.get('left')), right: parseSource(query.get('right')) };
  }
  return { page: path === '/programs' ? 'programs' : 'home' };
}

const viewOf: Readonly<Record<string, WalkView>> = {
  present: 'present',
  walk: 'walk',
  j: 'follow',
};

const folderOf: Readonly<Record<WalkView, string>> = { present: 'present', walk: 'walk', follow: 'j', watch: 'walk' };

/** The address of a place: path and search. */
export function pathOf(route: Route): string {
  switch (route.page) {
    case 'home':
      return '/';
    case 'sockets':
      return '/sockets';
    case 'programs':
      return '/programs';
    case 'lab':
      return `/labs/${encodeURIComponent(route.lab)}${route.watch === true ? '?watch' : ''}`;
    case 'wall':
      return '/wall';
    case 'recording':
      return `/recordings/${encodeURIComponent(route.file)}`;
    case 'walk':
      return `/${folderOf[route.view]}/${route.walk}${route.view === 'watch' ? '?watch' : ''}`;
    case 'compare': {
      const query = new URLSearchParams();
      if (route.left !== null) query.set('left', sourceText(route.left));
      if (route.right !== null) query.set('right', sourceText(route.right));
      return query.size === 0 ? '/compare' : `/compare?${query.toString()}`;
    }
    default:
      return unreachable(route);
  }
}

/** A source as one word, such as `lesson:tcp-echo`. */
export const sourceText = ({ from, id }: RunSource): string => `${from}:${id}`;

/** The source that a word names; null for any other word. */
export function parseSource(text: string | null): RunSource | null {
  const [, from, id] = /^(lesson|lab|file):(.+)$/.exec(text ?? '') ?? [];
  return id === undefined ? null : { from: from as RunSource['from'], id };
}

function decoded(text: string | undefined): string | null {
  try {
    return text === undefined ? null : decodeURIComponent(text);
  } catch {
    return null;
  }
}
