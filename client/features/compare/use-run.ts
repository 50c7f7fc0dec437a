import { useEffect, useState } from 'react';
import { unreachable } from '#shared/base/exhaustive';
import { failure, ok, fail } from '#shared/base/result';
import type { Failure, Result } from '#shared/base/result';
import { PackedEvents } from '#shared/protocol/packed-events';
import type { RecordedRun } from '#shared/protocol/recording';
import { fetchRecording, labRecordingPath, lessonRecordingPath } from '../../connection/read-recording.ts';
import { parseSource, sourceText } from '../../store/address.ts';
import type { RunSource } from '../../store/address.ts';
import { useOpened } from '../../store/opened.ts';

/** A run on its way to the comparison. */
export type Run =
  | { readonly kind: 'none' }
  | { readonly kind: 'reading'; readonly events: number }
  | { readonly kind: 'refused'; readonly failure: Failure }
  | { readonly kind: 'here'; readonly recording: RecordedRun };

/** Reads the run that is asked for; a lab's is what it has recorded until now. `turn`: another number reads it anew. */
export function useRun(source: RunSource | null, turn = 0): Run {
  const name = source === null ? null : `${turn} ${sourceText(source)}`;
  const [read, setRead] = useState<{ readonly name: string | null; readonly run: Run }>({ name: null, run: none });
  useEffect(() => {
    const asked = parseSource(name?.replace(/^\d+ /, '') ?? null);
    if (asked === null) return undefined;
    let wanted = true;
    const told = (run: Run): void => {
      if (wanted) setRead({ name, run });
    };
    void fetchRun(asked, (events) => told({ kind: 'reading', events })).then((answer) =>
      told(answer.ok ? { kind: 'here', recording: answer.value } : { kind: 'refused', failure: answer.error }),
    );
    return () => {
      wanted = false;
    };
  }, [name]);
  if (name === null) return none;
  return read.name === name ? read.run : { kind: 'reading', events: 0 };
}

const none: Run = { kind: 'none' };

/** Two runs are held against each other from end to end: a long one that is still read is waited for. */
async function fetchRun(source: RunSource, progress: (events: number) => void): Promise<Result<RecordedRun>> {
  const answer = await askFor(source, progress);
  if (answer.ok && answer.value.events instanceof PackedEvents) await answer.value.events.whole;
  return answer;
}

function askFor(source: RunSource, progress: (events: number) => void): Promise<Result<RecordedRun>> {
  switch (source.from) {
    case 'lesson':
      return fetchRecording(lessonRecordingPath(source.id), progress);
    case 'lab':
      return fetchRecording(labRecordingPath(source.id), progress);
    case 'file': {
      const file = useOpened.getState().files.find(({ id }) => id === source.id);
      return Promise.resolve(file === undefined ? fail(gone) : ok(file.recording));
    }
    default:
      return unreachable(source.from);
  }
}

const gone = failure(
  'file-gone',
  'This run was opened from a file, and the page was loaded anew since: open it again.',
);
