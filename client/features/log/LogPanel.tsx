import { useDeferredValue, useMemo, useState } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { LogLine } from '#shared/model/log-line';
import { useLabCalmly } from '../../store/lab-context.ts';
import { Filtered, isEmpty, NO_QUERY, type Entries, type Row as Searched } from '../../ui/filter.ts';
import { FilterBar } from '../../ui/FilterBar.tsx';
import { roleStyle } from '../../ui/roles.ts';
import { useFitting } from '../../ui/use-fitting.ts';
import { VirtualList } from '../../ui/VirtualList.tsx';
import { lowerBound } from '#shared/base/lower-bound';
import { LogBook, type Length } from '../../store/log-book.ts';
import { LogLines, type Source } from './log-lines.ts';
import './log.css';

const ROW = 24;

/** What of a line is searched. */
const searched = ({ who, text, kind }: LogLine): Searched => ({
  who,
  text,
  failed: kind === 'packet.dropped' || kind === 'trace.gap' || (kind === 'syscall.exit' && / = -1 [A-Z]/.test(text)),
});

/**
 * The event log in strace's spelling, all of it or what fits a search. A click on a line goes to the moment just after it;
 * later lines stand back.
 */
export function LogPanel() {
  const { seq, programs, log, book, seek } = useLabCalmly(
    useShallow((store) => ({
      seq: store.view.seq,
      programs: store.head.lab?.programs,
      log: store.log,
      book: store.log.book(LogBook),
      // The book grows in place: these tell when.
      head: store.head.seq,
      read: store.read,
      seek: store.seek,
    })),
  );
  const [whole, setWhole] = useState(false);
  const which = whole ? 'all' : 'essential';
  const lines = useMemo(() => linesOf(log, book, which), [log, book, which]);
  const [query, setQuery] = useState(NO_QUERY);
  const asked = useDeferredValue(query);
  const filtered = useMemo(() => (isEmpty(asked) ? null : new Filtered(lines, asked, searched)), [asked, lines]);
  const fitting = useFitting(filtered);
  const total = book.count(which);
  const count = fitting?.length ?? total;
  const lineOf = (index: number): LogLine | undefined => lines.at(fitting === null ? index : (fitting[index] ?? -1));
  const last = book.lineAt(which, seq);
  const current = fitting === null ? last : lowerBound(fitting, last + 1) - 1;
  const people = useMemo(() => [...(programs ?? []).map(({ role }) => role), 'wire', 'kernel', 'lab'], [programs]);
  return (
    <div className="log-panel">
      <FilterBar
        what="the log"
        query={query}
        onQuery={setQuery}
        people={people}
        count={fitting === null ? '' : `${fitting.length} of ${total}`}
      >
        <label title="every event, gates and lines too">
          <input type="checkbox" checked={whole} onChange={(event) => setWhole(event.target.checked)} />
          every event
        </label>
      </FilterBar>
      {count === 0 && !isEmpty(asked) && <p className="log-none">No line fits; look for fewer words.</p>}
      <VirtualList
        label="Event log"
        count={count}
        rowHeight={ROW}
        current={current}
        rowId={(index) => `log-${lineOf(index)?.seq ?? 0}`}
        onChoose={(index) => {
          const line = lineOf(index);
          if (line !== undefined) seek(line.seq);
        }}
        renderRow={(index) => {
          const line = lineOf(index);
          if (line === undefined) return null;
          const kind = programs?.some((program) => program.role === line.who)
            ? roleStyle(line.who, programs).kind
            : line.who;
          return (
            <Row
              key={line.seq}
              line={line}
              kind={kind}
              now={index === current}
              later={line.seq > seq}
              onChoose={() => seek(line.seq)}
            />
          );
        }}
      />
    </div>
  );
}

/** The lines of one length as a list that grows: each is written when it is looked at. */
function linesOf(log: Source, book: LogBook, which: Length): Entries<LogLine> {
  const lines = new LogLines(log);
  return {
    get length() {
      return book.count(which);
    },
    at: (index) => lines.line(book.seqAt(which, index)),
  };
}

interface RowProps {
  readonly line: LogLine;
  readonly kind: string;
  readonly now: boolean;
  readonly later: boolean;
  readonly onChoose: () => void;
}

const Row = ({ line, kind, now, later, onChoose }: RowProps) => (
  <div
    id={`log-${line.seq}`}
    data-at={line.seq}
    className="log-row"
    role="option"
    aria-selected={now}
    data-kind={line.kind}
    data-role-kind={kind}
    data-later={later || undefined}
    title={`${line.text}\nevent ${line.seq}, told by ${line.source}`}
    onClick={onChoose}
  >
    <span className="log-seq">{line.seq}</span>
    <span className="log-who">{line.who}</span>
    <span className="log-text">{line.text}</span>
  </div>
);
