import { unreachable } from '#shared/base/exhaustive';
import type { JSX } from 'react';
import type { RoleStyle } from './roles.ts';
import './roles.css';

/** A role's sign, centred on (x, y); `size` is its width. Filled with the role's stroke colour by CSS (data-role-kind). */
export function RoleGlyph(props: { style: RoleStyle; x: number; y: number; size: number }): JSX.Element {
  const { style, x, y, size } = props;
  const r = size / 2;
  const at = (dx: number, dy: number): string => `${x + dx * r},${y + dy * r}`;
  const common = { className: 'role-glyph', 'data-shape': style.shape, 'data-role-kind': style.kind };
  switch (style.shape) {
    case 'disc':
      return <circle {...common} cx={x} cy={y} r={r} />;
    case 'ring':
      return <circle {...common} cx={x} cy={y} r={r * 0.78} strokeWidth={r * 0.44} />;
    case 'diamond':
      return <polygon {...common} points={[at(0, -1.2), at(1.2, 0), at(0, 1.2), at(-1.2, 0)].join(' ')} />;
    case 'triangle':
      return <polygon {...common} points={[at(0, -1.1), at(1.1, 0.9), at(-1.1, 0.9)].join(' ')} />;
    case 'square':
      return <rect {...common} x={x - r * 0.9} y={y - r * 0.9} width={size * 0.9} height={size * 0.9} />;
    case 'hexagon':
      return (
        <polygon
          {...common}
          points={[at(-0.6, -1), at(0.6, -1), at(1.15, 0), at(0.6, 1), at(-0.6, 1), at(-1.15, 0)].join(' ')}
        />
      );
    default:
      return unreachable(style.shape);
  }
}
