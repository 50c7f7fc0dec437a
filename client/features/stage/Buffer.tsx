import type { JSX } from 'react';
import type { LabState, SocketFacts } from '#shared/model/state';
import { codeWidth } from '../../ui/text-width.ts';
import { bytesIn, lettersIn } from './buffer-bytes.ts';
import type { Metrics } from './grid.ts';

/** A send or receive buffer: how full, and how many bytes. The bar grows with the logarithm: 1 byte shows, 64 kB fits. */
export function Buffer(props: {
  name: string;
  state: LabState;
  socket: SocketFacts;
  direction: 'send' | 'receive';
  x: number;
  end: number;
  y: number;
  metrics: Metrics;
  labelWidth: number;
}): JSX.Element {
  const { name, state, socket, direction, x, end, y, metrics: m, labelWidth } = props;
  const bytes = bytesIn(socket, direction);
  const raw = direction === 'send' ? socket.sendq : socket.recvq;
  const inferred = socket.inferredBytes !== null && bytes !== raw;
  const text = `${bytes} B`;
  const textWidth = codeWidth(text, m.code);
  const barX = x + labelWidth;
  const barWidth = Math.max(
    20,
    Math.min(170, end - barX - Math.max(textWidth, codeWidth('0 B', m.code)) - m.code * 0.7),
  );
  const height = m.code * 1.35;
  const full = Math.min(1, Math.log2(bytes + 1) / 17);
  const known = lettersIn(state, socket, direction);
  const cell = known === null ? 0 : Math.min(height - 2, (barWidth - 6) / Math.max(1, known.letters.length));
  const letterSize = m.label * 0.95;
  const fits = known !== null && known.letters.every((letter) => codeWidth(letter, letterSize) <= cell - 1.5);
  const letters = fits ? known.letters : null;
  return (
    <g className="stage-buffer" data-direction={direction} data-bytes={bytes}>
      <title>{`${name}: the kernel counts ${raw}${inferred ? `, ${bytes} as bytes (inferred)` : ''}${known?.inferred === true ? `; “${known.letters.join('')}”, concluded from the calls` : ''}`}</title>
      <text className="stage-label stage-ink" x={x} y={y + m.label * 0.35} fontSize={m.label}>
        {name}
      </text>
      <rect className="stage-bar" x={barX} y={y - height / 2} width={barWidth} height={height} rx={3} />
      {letters === null ? (
        bytes > 0 ? (
          <rect
            className="stage-bar-fill"
            x={barX + 2}
            y={y - height / 2 + 2}
            width={Math.max(6, (barWidth - 4) * full)}
            height={height - 4}
            rx={2}
          />
        ) : null
      ) : (
        letters.map((letter, i) => (
          // The place in the queue is what a byte is known by.
          <g key={`${i}-${letter}`} className="stage-byte" data-inferred={known?.inferred === true || undefined}>
            <rect x={barX + 3 + i * cell} y={y - height / 2 + 2} width={cell - 1.5} height={height - 4} rx={2} />
            <text
              className="stage-code"
              x={barX + 3 + i * cell + (cell - 1.5) / 2}
              y={y + m.label * 0.34}
              fontSize={letterSize}
              textAnchor="middle"
            >
              {letter}
            </text>
          </g>
        ))
      )}
      <text className="stage-code" x={barX + barWidth + m.code * 0.6} y={y + m.code * 0.35} fontSize={m.code}>
        {text}
      </text>
    </g>
  );
}
