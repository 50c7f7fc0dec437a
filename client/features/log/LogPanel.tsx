import { useState } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { LogLine } from '#shared/model/log-line';
import { useLab } from '../../store/lab-context.ts';
import { roleStyle } from '../../ui/roles.ts';
import { VirtualList } from '../../ui/VirtualList.tsx';
import { LogBook } from './log-book.ts';
import './log.css';

const ROW = 24;

/** The event log in strace's spelling. A click on a line goes to the moment just after it; later lines stand back. */
export function LogPanel() {
  const { seq, programs, book, seek } = useLab(
    useShallow((store) => ({
      seq: store.view.seq,
      programs: store.head.lab?.programs,
      book: store.log.book(LogBook),
      // The book grows in place: this tells when.
      head: store.head.seq,
      seek: store.seek,
    })),
  );
  const [whole, setWhole] = useState(false);
  const which = whole ? 'all' : 'essential';
  const lines = book[which];
  const current = book.lineAt(which, seq);
  return (
    <div className="log-panel">
      <label className="log-whole">
        <input type="checkbox" checked={whole} onChange={(event) => setWhole(event.target.checked)} />
        every event, gates and lines too
      </label>
      <VirtualList
        label="Event log"
        count={lines.length}
        rowHeight={ROW}
        current={current}
        rowId={(index) => `log-${lines[index]?.seq ?? 0}`}
        onChoose={(index) => {
          const line = lines[index];
          if (line !== undefined) seek(line.seq);
        }}
        renderRow={(index) => {
          const line = lines[index];
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
