import { recordedWords } from '#shared/model/provenance';
import type { LabState } from '#shared/model/state';
import type { LectureTrack } from '#shared/protocol/lecture-file';
import type { QuestionState } from '#shared/protocol/walk';
import { StateMachine } from '../features/machine/StateMachine.tsx';
import { Stage } from '../features/stage/Stage.tsx';
import { NarrationText } from '../features/walk/NarrationText.tsx';
import type { LabLog } from '../store/lab-log.ts';
import { SlideLog, SlideSteps } from './SlideLists.tsx';
import { SlideSequence } from './SlideSequence.tsx';
import { asideOf, type Aside, type Slide } from './slides.ts';

interface SlidePageProps {
  readonly slide: Slide;
  /** The file's logs, in its order. */
  readonly logs: readonly LabLog[];
}

/** One page: the scene's title, its picture, what is said, and its question. */
export function SlidePage({ slide, logs }: SlidePageProps) {
  const { told, track, beside, moment } = slide;
  const number = told.scene + 1;
  return (
    <section className="slide" data-slide={number} data-moment={moment} data-seq={track[moment]}>
      <header>
        <h2>
          <span>{number}</span> {told.scenes[told.scene]}
        </h2>
      </header>
      <div className="slide-picture">
        {beside === null ? (
          <Picture log={logs[track.log]} track={track} moment={moment} aside={asideOf(told)} />
        ) : (
          [track, beside].map((half) => <Half key={half.log} log={logs[half.log]} seq={half[moment]} />)
        )}
      </div>
      <div className="slide-text">
        <div className="slide-said">
          <NarrationText text={told.narration} />
        </div>
        {told.question !== null && <Question question={told.question} />}
      </div>
      <footer className="slide-foot">
        <span>{told.recorded === null ? '' : recordedWords(told.recorded)}</span>
        <span>
          {told.title} · scene {number} of {told.scenes.length}
        </span>
      </footer>
    </section>
  );
}

interface PictureProps {
  readonly log: LabLog | undefined;
  readonly track: LectureTrack;
  readonly moment: Slide['moment'];
  readonly aside: Aside | null;
}

/** A lab at its moment: the stage, and what the scene shows beside it. */
function Picture({ log, track, moment, aside }: PictureProps) {
  if (log === undefined) return null;
  const state = log.stateAt(track[moment]);
  return (
    <>
      <Stage state={state} lecture={false} canRelease={false} onRelease={nothing} />
      {aside !== null && <div className="slide-aside">{drawn(aside, log, state, track.begin)}</div>}
    </>
  );
}

/** One of two labs side by side, under the name of its lesson: its stage as a lecture has it, which needs less width. */
function Half({ log, seq }: { readonly log: LabLog | undefined; readonly seq: number }) {
  if (log === undefined) return null;
  const state = log.stateAt(seq);
  return (
    <div className="slide-half">
      <h3>{state.lab?.lesson.title}</h3>
      <Stage state={state} lecture canRelease={false} onRelease={nothing} />
    </div>
  );
}

function drawn(aside: Aside, log: LabLog, state: LabState, from: number) {
  switch (aside) {
    case 'machine':
      return <StateMachine state={state} lecture={false} />;
    case 'steps':
      return <SlideSteps log={log} state={state} />;
    case 'log':
      return <SlideLog log={log} state={state} from={from} of="syscall" />;
    case 'packets':
      return <SlideLog log={log} state={state} from={from} of="packet" />;
    case 'sequence':
      return <SlideSequence log={log} state={state} from={from} />;
  }
}

function Question({ question }: { readonly question: QuestionState }) {
  const { text, options, answer, because, reasons } = question;
  return (
    <div className="slide-ask">
      <h3>{text}</h3>
      <ul>
        {options.map((option, i) => {
          const reason = answer === null ? '' : (reasons[i] ?? '');
          return (
            <li key={option} data-right={i === answer || undefined}>
              {i === answer ? '✓' : '○'} {option}
              {reason !== '' && <small> {reason}</small>}
            </li>
          );
        })}
      </ul>
      {because !== '' && <p>{because}</p>}
    </div>
  );
}

const nothing = (): void => undefined;
