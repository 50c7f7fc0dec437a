import { useShallow } from 'zustand/react/shallow';
import { packetDetail, packetName, routeText } from '#shared/model/words';
import { useLab } from '../../store/lab-context.ts';
import { VirtualList } from '../../ui/VirtualList.tsx';
import { PacketBook, phaseAt } from './packet-book.ts';
import type { PacketRow } from './packet-book.ts';
import './packets.css';

const ROW = 28;

const PHASE_WORDS = { later: 'later', held: 'held', delivered: 'delivered', dropped: 'dropped' } as const;

/** Every packet that was on the wire, with its numbers as Wireshark counts them. A click goes to its first moment. */
export function PacketsPanel() {
  const { seq, seek, rows, wired } = useLab(
    useShallow((store) => ({
      seq: store.view.seq,
      seek: store.seek,
      rows: store.log.book(PacketBook).rows,
      // The book grows in place: this tells when.
      head: store.head.seq,
      wired: store.head.lab?.wire !== 'none',
    })),
  );
  if (rows.length === 0) {
    return (
      <p className="packets-none">
        {wired ? 'No packet has been on the wire yet.' : 'This lab has no wire: nothing leaves the machine.'}
      </p>
    );
  }
  const current = rows.findLastIndex((row) => row.from <= seq);
  const go = (index: number) => {
    const row = rows[index];
    if (row !== undefined) seek(row.from);
  };
  return (
    <VirtualList
      label="Packets"
      count={rows.length}
      rowHeight={ROW}
      current={current}
      rowId={(index) => `packet-row-${index}`}
      onChoose={go}
      renderRow={(index) => {
        const row = rows[index];
        return row === undefined ? null : (
          <Row key={row.from} row={row} index={index} seq={seq} now={index === current} onChoose={() => go(index)} />
        );
      }}
    />
  );
}

interface RowProps {
  readonly row: PacketRow;
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
