import { useDeferredValue, useMemo, useState } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { lowerBound } from '#shared/base/lower-bound';
import { packetDetail, packetName, routeText } from '#shared/model/words';
import { useLabCalmly } from '../../store/lab-context.ts';
import type { LabLog } from '../../store/lab-log.ts';
import { useSide } from '../../store/side.ts';
import { Filtered, isEmpty, NO_QUERY, type Entries, type Row as Searched } from '../../ui/filter.ts';
import { FilterBar } from '../../ui/FilterBar.tsx';
import { useFitting } from '../../ui/use-fitting.ts';
import { VirtualList } from '../../ui/VirtualList.tsx';
import { PacketBook, phaseAt } from './packet-book.ts';
import type { Packet } from './packet-book.ts';
import './packets.css';

const ROW = 28;

const PHASE_WORDS = { later: 'later', held: 'held', delivered: 'delivered', dropped: 'dropped' } as const;

/**
 * Every packet that was on the wire, or those that fit a search, with their numbers as Wireshark counts them. A click goes to
 * a packet's first moment; its headers and bytes are a press away.
 */
export function PacketsPanel() {
  const { seq, seek, log, book, wired } = useLabCalmly(
    useShallow((store) => ({
      seq: store.view.seq,
      seek: store.seek,
      log: store.log,
      book: store.log.book(PacketBook),
      // The book grows in place: these tell when.
      head: store.head.seq,
      read: store.read,
      wired: store.head.lab?.wire !== 'none',
    })),
  );
  if (book.length === 0) {
    return (
      <p className="packets-none">
        {log.isBehind
          ? 'Reading the log …'
          : wired
            ? 'No packet has been on the wire yet.'
            : 'This lab has no wire: nothing leaves the machine.'}
      </p>
    );
  }
  return <Packets log={log} book={book} seq={seq} seek={seek} />;
}

/** What of a packet is searched. */
const searched = ({ event, end, copies }: Packet): Searched => ({
  who: `host ${event.from}`,
  text: [
    event.packet,
    routeText(event),
    packetName(event),
    packetDetail(event),
    end ?? 'held',
    ...(copies.length > 0 || event.retransmitOf !== undefined ? ['copy'] : []),
    ...(event.ip === undefined ? [] : [event.ip.src, event.ip.dst]),
    ...Object.entries(event.tcp ?? event.udp ?? {}).flatMap(([name, value]) => (/port/.test(name) ? [value] : [])),
  ].join(' '),
  failed: end === 'dropped' || event.fault !== undefined,
});

const HOSTS = ['host A', 'host B'];

interface PacketsProps {
  readonly log: LabLog;
  readonly book: PacketBook;
  readonly seq: number;
  readonly seek: (seq: number) => void;
}

/** The packets as a list that grows: each is read from the log when it is looked at. */
const packetsOf = (log: LabLog, book: PacketBook): Entries<Packet> => ({
  get length() {
    return book.length;
  },
  at: (index) => {
    const row = book.row(index);
    const event = row === undefined ? undefined : log.event(row.from);
    return row !== undefined && event !== undefined && 'packet' in event && 'bytes' in event
      ? { ...row, event }
      : undefined;
  },
});

function Packets({ log, book, seq, seek }: PacketsProps) {
  const rows = useMemo(() => packetsOf(log, book), [log, book]);
  const inspect = useSide((side) => side.inspect);
  const [query, setQuery] = useState(NO_QUERY);
  const asked = useDeferredValue(query);
  const filtered = useMemo(() => (isEmpty(asked) ? null : new Filtered(rows, asked, searched)), [asked, rows]);
  const fitting = useFitting(filtered);
  const place = (index: number): number => (fitting === null ? index : (fitting[index] ?? -1));
  const last = book.rowAt(seq);
  const current = fitting === null ? last : lowerBound(fitting, last + 1) - 1;
  const shown = rows.at(place(current));
  const go = (index: number) => {
    const row = book.row(place(index));
    if (row !== undefined) seek(row.from);
  };
  return (
    <div className="packets-panel">
      <FilterBar
        what="the packets"
        query={query}
        onQuery={setQuery}
        people={HOSTS}
        count={fitting === null ? '' : `${fitting.length} of ${rows.length}`}
      />
      {fitting?.length === 0 && <p className="packets-none">No packet fits; look for fewer words.</p>}
      <VirtualList
        label="Packets"
        count={fitting?.length ?? rows.length}
        rowHeight={ROW}
        current={current}
        rowId={(index) => `packet-row-${place(index)}`}
        onChoose={go}
        renderRow={(index) => {
          const at = place(index);
          const row = rows.at(at);
          return row === undefined ? null : (
            <Row key={row.from} row={row} index={at} seq={seq} now={index === current} onChoose={() => go(index)} />
          );
        }}
      />
      {shown !== undefined && (
        <div className="packets-foot">
          <button type="button" className="button" onClick={() => inspect({ kind: 'packet', id: shown.event.packet })}>
            Headers and bytes of {packetName(shown.event)}, {shown.event.packet}
          </button>
        </div>
      )}
    </div>
  );
}

interface RowProps {
  readonly row: Packet;
  readonly index: number;
  readonly seq: number;
  readonly now: boolean;
  readonly onChoose: () => void;
}

function Row({ row, index, seq, now, onChoose }: RowProps) {
  const phase = phaseAt(row, seq);
  const copies = row.copies.filter((copy) => copy <= seq).length;
  return (
    <div
      id={`packet-row-${index}`}
      className="packets-row"
      role="option"
      aria-selected={now}
      data-phase={phase}
      data-packet={row.event.packet}
      data-later={phase === 'later' || undefined}
      onClick={onChoose}
    >
      <span className="packets-number">{index + 1}</span>
      <span>{routeText(row.event)}</span>
      <strong>{packetName(row.event)}</strong>
      <span className="packets-detail">{packetDetail(row.event)}</span>
      <span className="packets-phase">
        {PHASE_WORDS[phase]}
        {copies > 0 && ` ×${copies + 1}`}
      </span>
    </div>
  );
}
