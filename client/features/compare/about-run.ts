import { provenanceOf, recordedWords } from '#shared/model/provenance';
import type { LabState } from '#shared/model/state';
import type { RunSource } from '../../store/address.ts';

/** What of a run is compared. */
export interface AboutRun {
  readonly words: string;
  /** It was copied from a lab that was still at work: there may be more by now. */
  readonly underWay: boolean;
}

/** What is known of a run besides its events. */
interface Known {
  readonly source: RunSource;
  /** Labs of this server that are recordings, by their ids. */
  readonly recordings: ReadonlySet<string>;
}

/**
 * Says what is compared, so that nobody takes a recording for a lab, or the beginning of a run for the whole of it.
 * @param head the state after the last event that is compared
 */
export function aboutRun({ source, recordings }: Known, { lab, seq }: LabState): AboutRun {
  if (lab === null) return { words: '', underWay: false };
  if (source.from !== 'lab' || recordings.has(source.id)) {
    const words = recordedWords(provenanceOf(lab));
    return { words: `${words[0]?.toUpperCase() ?? ''}${words.slice(1)}`, underWay: false };
  }
  if (lab.phase === 'ended') return { words: 'A lab of this server that has ended: its whole run', underWay: false };
  return { words: `A lab as it stood after ${seq} events; what came since is not compared`, underWay: true };
}
