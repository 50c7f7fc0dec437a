import { RoleGlyph } from './RoleGlyph.tsx';
import type { RoleStyle } from './roles.ts';

/** A role's sign beside text: disc, diamond, square …, so that colour never says it alone. */
export const RoleMark = ({ style }: { readonly style: RoleStyle }) => (
  <svg className="mark" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
    <RoleGlyph style={style} x={8} y={8} size={style.shape === 'diamond' ? 12 : 13} />
  </svg>
);

/** A packet on the wire: an arrow-shaped tag. */
export const PacketMark = () => (
  <svg className="mark mark-packet" viewBox="0 0 26 18" aria-hidden="true" focusable="false">
    <path d="M1 1h17l7 8-7 8H1Z" />
  </svg>
);
