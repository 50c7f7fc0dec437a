import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Recording } from '#shared/protocol/recording';
import { readRecording } from '#shared/protocol/recording';

/** A server that starts again so long after the last one was seen takes up nothing: the lecture is over. */
export const KEPT_MS = 30 * 60_000;

/** A lab's log of more bytes is not kept: its scene is run anew. */
export const MAX_KEPT_LOG = 64 * 1024 * 1024;

const keptWalkSchema = z.object({
  id: z.string().regex(/^[A-Z2-7]{8}$/),
  walkthrough: z.string(),
  owner: z.union([z.object({ role: z.literal('presenter') }), z.object({ role: z.literal('viewer'), id: z.string() })]),
  alone: z.boolean(),
  place: z.object({
    scene: z.int().nonnegative(),
    phase: z.enum(['starting', 'asking', 'running', 'shown', 'failed']),
    revealed: z.boolean(),
    blank: z.boolean(),
    locked: z.boolean(),
    driver: z.string().nullable(),
  }),
  /** How far the log of its lab, and of the one beside it, had come; none: no lab whose log is kept. */
  heads: z.array(z.int().nonnegative()).max(2),
});
export type KeptWalk = z.infer<typeof keptWalkSchema>;

const keptSchema = z.object({
  /** Milliseconds since 1970 when the server was last seen. */
  at: z.number(),
  token: z.string().regex(/^[\w-]{43}$/),
  viewerKey: z.string().regex(/^[\w-]{43}$/),
  walks: z.array(keptWalkSchema),
});
export type Kept = z.infer<typeof keptSchema>;

/** What is kept of a server but for logs: its secrets and its walks. */
export const stateFile = (folder: string): string => join(folder, 'state.json');

/** Where the log of a walk's lab is kept; `side` 1: of the lab beside it. */
export const logFile = (folder: string, walk: string, side: number): string => join(folder, `${walk}.${side}.ndjson`);

/** The walk to which a file of this name belongs; null: it is no log. */
export const walkOfLogFile = (name: string): string | null => /^([A-Z2-7]{8})\.[01]\.ndjson$/.exec(name)?.[1] ?? null;

/**
 * The folder in which a server on this address keeps what it takes to be started again (XDG Base Directory: state). Null where the
 * port is another one each time, or nobody has a home.
 */
export function keptFolder(
  { host, port }: { readonly host: string; readonly port: number },
  env: Readonly<Record<string, string | undefined>>,
): string | null {
  const state = env['XDG_STATE_HOME'] ?? '';
  const home = env['HOME'] ?? '';
  if (port === 0 || (state === '' && home === '')) return null;
  const base = state === '' ? join(home, '.local', 'state') : state;
  return join(base, 'sockscope', `serve-${host.replaceAll(/[^\w.]/g, '_')}-${port}`);
}

/** What the server before this one kept; null where there is nothing, or it is too old, or no one's but ours may have written it. */
export function readKept(folder: string, now: number): Kept | null {
  try {
    const path = stateFile(folder);
    const uid = process.getuid?.();
    if (uid !== undefined && statSync(path).uid !== uid) return null;
    const kept = keptSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
    return kept.success && kept.data.walks.length > 0 && now - kept.data.at < KEPT_MS ? kept.data : null;
  } catch {
    return null;
  }
}

/** The logs of a walk's labs, complete up to where the walk was; null where they are not, or tell of another scene. */
export function readKeptLogs(folder: string, { id, heads, place }: KeptWalk): readonly Recording[] | null {
  const logs = heads.map((head, side) => readLog(logFile(folder, id, side), head));
  if (logs.length === 0 || !logs.every((log) => log !== null)) return null;
  const lastScene = logs[0]?.events.findLast((event) => event.kind === 'scene.enter')?.scene ?? 0;
  // A scene that asks has not been entered yet; one that was shown was the last.
  const fits = place.phase === 'asking' ? lastScene <= place.scene : lastScene === place.scene + 1;
  return fits ? logs : null;
}

function readLog(path: string, head: number): Recording | null {
  try {
    if (statSync(path).size > MAX_KEPT_LOG) return null;
    const text = readFileSync(path, 'utf8');
    // The last line may have been cut off by the server's end.
    const recording = readRecording(text.slice(0, text.lastIndexOf('\n') + 1));
    return recording.ok && recording.value.events.length >= head ? recording.value : null;
  } catch {
    return null;
  }
}
