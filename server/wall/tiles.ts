import { unreachable } from '#shared/base/exhaustive';
import type { WalkState } from '#shared/protocol/walk';
import type { TileLife, WallTile } from '#shared/protocol/wall';
import { LabSession } from '../sessions/lab-session.ts';
import { outlook } from '../sessions/outcome.ts';
import type { Session } from '../sessions/session.ts';
import type { Glance } from './glance.ts';
import type { Student } from './students.ts';

/** A tile holds this many sockets at most. */
const MOST_SOCKETS = 12;

/** Sentences are cut to this length: a wall is read from afar. */
const MOST_WORDS = 160;

interface Telling {
  readonly life: TileLife;
  readonly why: string | null;
}

/**
 * A lab by itself as a tile of the wall.
 * @param of how many steps the lesson's recording has; null: not known
 */
export function labTile(session: Session, glance: Glance, student: Student, of: number | null): WallTile {
  return {
    ...small(session, glance),
    id: session.id,
    student,
    walk: null,
    progress: { done: glance.steps, of: changedIn(session) ? null : of, unit: 'steps' },
    ...lifeOf(session, glance),
  };
}

/**
 * A walkthrough that is taken alone, with the lab it is in just now (null: it is between two).
 * @param watched some page shows the walk
 */
export function walkTile(
  walk: WalkState,
  lab: { readonly session: Session; readonly glance: Glance } | null,
  student: Student | null,
  watched: boolean,
): WallTile {
  const { id, title, scene, scenes, phase } = walk;
  const isThrough = phase === 'shown';
  return {
    ...(lab === null ? empty : small(lab.session, lab.glance)),
    id,
    student,
    watched,
    walk: { id, title, scene: scenes[scene] ?? '', asking: phase === 'asking' },
    progress: { done: scene + (isThrough ? 1 : 0), of: scenes.length, unit: 'scenes' },
    ...walkLife(walk, lab === null ? null : lifeOf(lab.session, lab.glance)),
  };
}

type Small = Pick<
  WallTile,
  'title' | 'changed' | 'lab' | 'since' | 'watched' | 'programs' | 'sockets' | 'newest' | 'call'
>;

const empty: Small = {
  title: '',
  changed: false,
  lab: null,
  since: null,
  watched: false,
  programs: [],
  sockets: [],
  newest: null,
  call: null,
};

function small(session: Session, glance: Glance): Small {
  const { state } = session.log;
  const sockets = Object.values(state.sockets);
  const newest = sockets.at(-1);
  return {
    title: session.lesson.title,
    changed: changedIn(session),
    lab: session.id,
    since: glance.since,
    watched: session.viewers > 0,
    programs: (state.lab?.programs ?? []).map(({ role }) => ({ role })),
    sockets: sockets
      .filter(({ gone }) => !gone)
      .slice(0, MOST_SOCKETS)
      .map(({ id, role, protocol, type, state: at }) => ({ id, role, protocol, type, state: at })),
    newest: newest === undefined ? null : { protocol: newest.protocol, type: newest.type },
    call: glance.call,
  };
}

const changedIn = (session: Session): boolean => session instanceof LabSession && session.changed;

function walkLife(walk: WalkState, lab: Telling | null): Telling {
  switch (walk.phase) {
    case 'failed':
      return { life: 'failed', why: cut(walk.message) };
    case 'starting':
      return { life: 'starting', why: null };
    case 'running':
      return { life: 'working', why: null };
    case 'asking':
      return { life: 'waiting', why: null };
    case 'shown':
      if (lab?.life === 'failed') return lab;
      return { life: walk.scene + 1 >= walk.scenes.length ? 'finished' : 'waiting', why: null };
    default:
      return unreachable(walk.phase);
  }
}

function lifeOf({ log, status, mode }: Session, glance: Glance): Telling {
  if (mode === 'recording') return { life: 'waiting', why: null };
  const { lab, gates } = log.state;
  switch (status.engine) {
    case 'lost':
    case 'unresponsive':
      return { life: 'failed', why: cut(status.message ?? null) };
    case 'ended':
      return { life: 'finished', why: cut(glance.fault) };
    case 'starting':
      return { life: 'starting', why: null };
    case 'running': {
      if (gates.length > 0) return { life: status.busy ? 'working' : 'waiting', why: cut(glance.fault) };
      const look = outlook(log, lab?.programs.map(({ role }) => role) ?? []);
      switch (look.kind) {
        case 'stuck':
          return { life: status.busy ? 'working' : 'stuck', why: cut(look.why) };
        case 'finished':
        case 'settling':
          return { life: 'finished', why: cut(glance.fault) };
        case 'running':
          return { life: 'working', why: cut(glance.fault) };
        default:
          return unreachable(look);
      }
    }
    default:
      return unreachable(status.engine);
  }
}

const cut = (words: string | null): string | null =>
  words === null || words.length <= MOST_WORDS ? words : `${words.slice(0, MOST_WORDS - 1)}…`;
