import type { LabEvent } from '../events/event.ts';
import type { SceneMoments } from '../lessons/scene-moments.ts';
import type { PresenterState, WalkState } from './walk.ts';

/** Where a scene lies in one of its recordings. */
export interface LectureTrack extends SceneMoments {
  /** Index into the file's `logs`. */
  readonly log: number;
}

/**
 * One scene of an exported walkthrough. What a page shows of it stands here as a server's walk told it, played from the same
 * recordings; `lab` in it is an index into the file's `logs`, as text.
 */
export interface LectureScene {
  /** While its question waits for answers; null: it asks nothing. */
  readonly asking: WalkState | null;
  /** When it has run. */
  readonly shown: WalkState;
  /** What a presenter is told besides; the notes are empty in a file for a class. */
  readonly presenter: PresenterState;
  readonly track: LectureTrack;
  /** The lab next to it. */
  readonly beside: LectureTrack | null;
}

/** A whole walkthrough inside an exported page (server/export/lecture.ts writes it, client/player plays it). */
export interface LectureFile {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly scenes: readonly LectureScene[];
  /** What happened in each of its labs: whole logs, from seq 1. */
  readonly logs: readonly (readonly LabEvent[])[];
}

/** Who reads the file: the one presenter of its walk, who drives. */
export const READER = 'reader';
