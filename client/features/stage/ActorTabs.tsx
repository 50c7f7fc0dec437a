import type { JSX } from 'react';
import { RoleGlyph } from '../../ui/RoleGlyph.tsx';
import { cut } from '../../ui/text-width.ts';
import { callPhrase } from './badge.ts';
import type { Column } from './columns.ts';
import { Pressable } from './GateButton.tsx';
import { tabsInRow, type Metrics } from './grid.ts';
import type { Rect } from '../../ui/geometry.ts';

/** The names of everybody on this side of the stage. Whoever acts stands in front by itself; a press chooses another. */
export function ActorTabs(props: {
  column: Column;
  box: Rect;
  /** Of one name's place. */
  width: number;
  metrics: Metrics;
  t: number;
  onShow: (role: string) => void;
}): JSX.Element {
  const { column, box, metrics: m, t, onShow } = props;
  // Children that nobody reckoned with find a place, too.
  const width = Math.min(props.width, box.width / Math.min(tabsInRow, column.side.length));
  const height = m.codeRow;
  return (
    <g className="stage-tabs">
      {column.side.map((actor, i) => {
        const x = box.x + (i % tabsInRow) * width;
        const y = box.y + Math.floor(i / tabsInRow) * height;
        const shown = actor.role === column.role;
        const phrase = callPhrase(actor.process, actor.gate, t);
        return (
          <Pressable
            key={actor.role}
            className="stage-tab"
            label={`show ${actor.role}${phrase === '' ? '' : `: ${phrase}`}`}
            active={!shown}
            onPress={() => onShow(actor.role)}
            data={{
              'data-actor': actor.role,
              'data-shown': String(shown),
              'data-role-kind': actor.style.kind,
              'data-life': actor.process?.phase ?? 'none',
              'data-held': String(actor.gate !== null),
            }}
          >
            <rect x={x + 1} y={y} width={width - 4} height={height - 3} rx={4} />
            <RoleGlyph style={actor.style} x={x + m.label * 0.9} y={y + (height - 3) / 2} size={m.label * 0.8} />
            <text x={x + m.label * 1.65} y={y + (height - 3) / 2 + m.label * 0.35} fontSize={m.label}>
              <title>{`${actor.role}: ${phrase === '' ? 'running' : phrase}`}</title>
              {cut(actor.role, Math.floor((width - m.label * (actor.gate === null ? 2 : 2.9)) / (m.label * 0.55)))}
            </text>
            {actor.gate === null ? null : (
              <g className="stage-pause">
                <rect x={x + width - 16} y={y + height * 0.24} width={3} height={height * 0.4} />
                <rect x={x + width - 11} y={y + height * 0.24} width={3} height={height * 0.4} />
              </g>
            )}
          </Pressable>
        );
      })}
    </g>
  );
}
