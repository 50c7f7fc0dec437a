import { existsSync } from 'node:fs';
import { fail, failure, ok, type Failure, type Result } from '#shared/base/result';
import type { LabEvent } from '#shared/events/event';
import { sceneMoments } from '#shared/lessons/scene-moments';
import { READER, type LectureFile, type LectureScene, type LectureTrack } from '#shared/protocol/lecture-file';
import type { PresenterState, WalkState } from '#shared/protocol/walk';
import { readRecordingFile } from '../sessions/recording-file.ts';
import { RecordingSession } from '../sessions/recording-session.ts';
import type { Member } from '../walks/people.ts';
import { RecordedStage } from '../walks/recorded-stage.ts';
import type { OpenStage } from '../walks/scene-stage.ts';
import { Walk } from '../walks/walk.ts';
import { sceneRecording, type ShippedWalkthrough } from '../walks/walkthroughs.ts';

/**
 * A walkthrough as it is put into a page that plays by itself: played once from the recordings that lie beside its words, by
 * the walk that would show it to a class. `notes`: the presenter's notes are in it. Failures: `no-recording`, those of
 * reading a recording, and `not-played` where the recordings do not hold all scenes.
 */
export async function readLecture(
  { walkthrough, folder }: ShippedWalkthrough,
  notes: boolean,
): Promise<Result<LectureFile>> {
  const { id, title, summary } = walkthrough;
  if (folder === null) return fail(ownScenes(id));
  const recordings = new Recordings(folder);
  const walk = new Walk(walkthrough, recordings.open, 0);
  const reader = new Reader(walk);
  const scenes: LectureScene[] = [];
  for (const index of walkthrough.scenes.keys()) {
    await (index === 0 ? reader.rest(() => void walk.goto(0)) : reader.press());
    const asking = walk.state.phase === 'asking' ? recordings.inFile(walk.state) : null;
    if (asking !== null) await reader.press();
    if (walk.state.phase !== 'shown') break;
    const shown = recordings.inFile(walk.state);
    const track = recordings.track(index, walk.state.lab);
    if (track === null) break;
    scenes.push({
      asking,
      shown,
      presenter: withoutNotes(walk.presenterState(reader.member, []), notes),
      track,
      beside: recordings.track(index, walk.state.beside?.lab ?? null),
    });
  }
  const { phase, message, scene } = walk.state;
  walk.close();
  if (recordings.missing !== null) return fail(recordings.missing);
  if (phase === 'failed' || scenes.length < walkthrough.scenes.length) {
    const why = message ?? 'the recording does not hold it.';
    const what = `Scene ${scene + 1} cannot be played from the recordings in ${folder}: ${why}`;
    return fail(failure('not-played', what));
  }
  return ok({ id, title, summary, scenes, logs: recordings.logs });
}

/** The recordings of a walkthrough, each read once. */
class Recordings {
  readonly logs: (readonly LabEvent[])[] = [];
  missing: Failure | null = null;
  readonly #folder: string;
  readonly #labs = new Map<string, number>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  readonly open: OpenStage = async (_lesson, scene, moved, side) => {
    const path = sceneRecording(this.#folder, scene, side);
    const recording = existsSync(path) ? await readRecordingFile(path) : fail(noRecording(path, this.#folder));
    if (!recording.ok) {
      this.missing = recording.error;
      return recording;
    }
    const session = new RecordingSession(recording.value);
    this.#labs.set(session.id, this.logs.length);
    this.logs.push(recording.value.events);
    return ok(new RecordedStage(session, scene, moved, () => session.retire()));
  };

  /** Where a scene (from 0) lies in the recording that plays as this lab; null where it does not. */
  track(scene: number, lab: string | null): LectureTrack | null {
    const log = lab === null ? undefined : this.#labs.get(lab);
    const moments = log === undefined ? null : sceneMoments(this.logs[log] ?? [], scene);
    return log === undefined || moments === null ? null : { log, ...moments };
  }

  /** What the walk tells, for a file: labs are logs there, ids that a server gave mean nothing, and no lesson can be started. */
  inFile(state: WalkState): WalkState {
    const named = (lab: string): string => String(this.#labs.get(lab) ?? '');
    return {
      ...state,
      id: state.walkthrough,
      tryNext: [],
      lab: state.lab === null ? null : named(state.lab),
      beside: state.beside === null ? null : { ...state.beside, lab: named(state.beside.lab) },
    };
  }
}

/** Who presses through a walk, and waits for its rests. */
class Reader {
  readonly member: Member = { page: READER, name: '', as: 'presenter', changed: () => this.#changed() };
  readonly #walk: Walk;
  #rested = (): void => undefined;

  constructor(walk: Walk) {
    this.#walk = walk;
    walk.join(this.member);
  }

  /** Resolves when the walk rests after `act`. */
  rest(act: () => void): Promise<void> {
    return new Promise((resolve) => {
      this.#rested = resolve;
      // Not inside what the walk itself is just doing.
      setImmediate(act);
    });
  }

  press(): Promise<void> {
    return this.rest(() => void this.#walk.drive(this.member, { do: 'next' }));
  }

  #changed(): void {
    if (['asking', 'shown', 'failed'].includes(this.#walk.state.phase)) this.#rested();
  }
}

const withoutNotes = (told: PresenterState, notes: boolean): PresenterState =>
  notes ? told : { ...told, notes: '', next: told.next === null ? null : { ...told.next, notes: '' } };

const noRecording = (path: string, folder: string): Failure =>
  failure('no-recording', `There is no ${path}; make it with sockscope run ${folder} --record ${folder}.`);

const ownScenes = (id: string): Failure =>
  failure(
    'no-recording',
    `The scenes of the lesson “${id}” have no recording of their own; export the lesson’s instead.`,
  );
