/** What a viewer may look at: whose lab or walk it is, the routes themselves ask (sessions/owner.ts). */
const looks = new RegExp(
  `^/api/(${[
    'me',
    'walkthroughs',
    'walks/[A-Z2-7]{8}',
    'lessons',
    'lessons/[^/]+',
    'lessons/[^/]+/recording',
    'labs',
    'labs/[^/]+/(recording|page)',
  ].join('|')})$`,
);

/** What it may begin: a walk and labs of its own. */
const begins = /^\/api\/(walks|labs|lessons\/[^/]+\/labs)$/;

/** What it may end: its own again. */
const ends = /^\/api\/(labs\/[^/]+|walks\/[A-Z2-7]{8})$/;

/**
 * All that a viewer may ask for: pages, their files, what lessons there are, walks, and labs of its own.
 * @param isApi whether the path is one of the REST interface
 */
export function viewerMay(method: string, upgrade: boolean, path: string, isApi: boolean): boolean {
  if (upgrade) return path === '/ws';
  switch (method) {
    case 'GET':
    case 'HEAD':
      return !isApi || looks.test(path);
    case 'POST':
      return begins.test(path);
    case 'DELETE':
      return ends.test(path);
    default:
      return false;
  }
}
