import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { rowsInView } from './rows-in-view.ts';

interface VirtualListProps {
  readonly label: string;
  readonly count: number;
  /** Pixels; every row has this height. */
  readonly rowHeight: number;
  /** The row that stays in view, and that the arrow keys move from; -1: none. */
  readonly current: number;
  readonly onChoose: (index: number) => void;
  readonly renderRow: (index: number) => ReactNode;
  readonly rowId: (index: number) => string;
}

/** A long list of rows of one height, of which only those in view exist. Arrow keys move the current row. */
export function VirtualList({ label, count, rowHeight, current, onChoose, renderRow, rowId }: VirtualListProps) {
  const box = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ top: 0, height: 600 });
  useEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const measure = () => setView({ top: element.scrollTop, height: element.clientHeight });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    element.addEventListener('scroll', measure, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', measure);
    };
  }, []);
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null || current < 0) return;
    const top = current * rowHeight;
    if (top < element.scrollTop) element.scrollTop = top - rowHeight;
    else if (top + 2 * rowHeight > element.scrollTop + element.clientHeight) {
      element.scrollTop = top + 2 * rowHeight - element.clientHeight;
    }
  }, [current, rowHeight]);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    onChoose(Math.min(count - 1, Math.max(0, current + step)));
  };
  const { first, last } = rowsInView(view.top, view.height, rowHeight, count);
  const rows = Array.from({ length: Math.max(0, last - first) }, (_, i) => first + i);
  return (
    <div
      ref={box}
      className="virtual"
      role="listbox"
      tabIndex={0}
      aria-label={label}
      aria-activedescendant={current >= first && current < last ? rowId(current) : undefined}
      onKeyDown={onKeyDown}
    >
      <div style={{ height: count * rowHeight, position: 'relative' }} role="presentation">
        <div style={{ position: 'absolute', top: first * rowHeight, left: 0, right: 0 }} role="presentation">
          {rows.map((index) => renderRow(index))}
        </div>
      </div>
    </div>
  );
}
