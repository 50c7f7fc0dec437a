import { narration } from '#shared/model/narration';
import type { LabState } from '#shared/model/state';
import type { Part } from './features/exporting/PictureDialog.tsx';
import { StateMachine } from './features/machine/StateMachine.tsx';
import { wrap } from './features/machine/wrap.ts';
import { Stage } from './features/stage/Stage.tsx';

const STAGE = 1072;
const MACHINE = 528;
const GAP = 24;
const MARGIN = 16;
const HEAD = 64;
const PICTURE = 664;
const LINE = 28;

interface SheetProps {
  readonly state: LabState;
  readonly part: Part;
  /** What stands above the picture at the right, such as which step it is. */
  readonly moment: string;
}

/** One moment as a page of a book: the stage, the state machine, or both, with a title and what is going on in words. */
export function Sheet({ state, part, moment }: SheetProps) {
  const inner = part === 'stage' ? STAGE : part === 'machine' ? MACHINE : STAGE + GAP + MACHINE;
  const width = inner + 2 * MARGIN;
  const words = wrap(narration(state), inner, 20, 3);
  const height = HEAD + PICTURE + (words.length === 0 ? 0 : words.length * LINE + GAP) + MARGIN;
  const title = state.lab?.lesson.title ?? '';
  return (
    <svg className="sheet" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={`${title}, ${moment}`}>
      <rect className="sheet-paper" width={width} height={height} />
      <text className="sheet-title" x={MARGIN} y={40} fontSize={24}>
        {title}
      </text>
      <text className="sheet-moment" x={width - MARGIN} y={40} fontSize={16} textAnchor="end">
        {moment}
      </text>
      {part === 'machine' ? null : (
        <svg x={MARGIN} y={HEAD} width={STAGE} height={PICTURE}>
          <Stage state={state} lecture={false} canRelease={false} onRelease={nothing} />
        </svg>
      )}
      {part === 'stage' ? null : (
        <svg x={width - MARGIN - MACHINE} y={HEAD} width={MACHINE} height={PICTURE}>
          <StateMachine state={state} lecture={false} />
        </svg>
      )}
      {words.map((line, i) => (
        <text key={line} className="sheet-words" x={MARGIN} y={HEAD + PICTURE + GAP + 16 + i * LINE} fontSize={20}>
          {line}
        </text>
      ))}
    </svg>
  );
}

const nothing = (): void => undefined;
