import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { narration } from '#shared/model/narration';
import { AboutRunLine } from './features/compare/AboutRunLine.tsx';
import { createComparison, type ComparisonStore, type SideName } from './features/compare/comparison.ts';
import { CompareDock } from './features/compare/CompareDock.tsx';
import { RunChooser } from './features/compare/RunChooser.tsx';
import { RunNotHere } from './features/compare/RunNotHere.tsx';
import { Suggestions } from './features/compare/Suggestions.tsx';
import { useRun, type Run } from './features/compare/use-run.ts';
import { isForPage } from './features/keys/for-page.ts';
import { PageKeyboard } from './features/keys/PageKeyboard.tsx';
import { StateMachine } from './features/machine/StateMachine.tsx';
import { OpenRecordingButton } from './features/recordings/OpenRecordingButton.tsx';
import { Stage } from './features/stage/Stage.tsx';
import type { Route } from './store/address.ts';
import { useCatalogue } from './store/catalogue.ts';
import { LabContext, useLab } from './store/lab-context.ts';
import { useNarrow } from './store/narrow.ts';
import { useRoute } from './store/route.ts';
import { ModeSwitches } from './ui/ModeSwitches.tsx';
import { Tabs } from './ui/Tabs.tsx';
import './features/compare/compare.css';
import { HomeLink } from './ui/HomeLink.tsx';

const SequencePanel = lazy(async () => ({
  default: (await import('./features/sequence/SequencePanel.tsx')).SequencePanel,
}));

type CompareRoute = Extract<Route, { page: 'compare' }>;

const VIEWS = [
  { id: 'stage', name: 'Stage' },
  { id: 'machine', name: 'State machine' },
  { id: 'sequence', name: 'Sequence' },
] as const;
type View = (typeof VIEWS)[number]['id'];

/** Two runs side by side on one playhead. */
export function ComparePage({ left, right }: Omit<CompareRoute, 'page'>) {
  const go = useRoute((store) => store.go);
  const load = useCatalogue((store) => store.load);
  const [view, setView] = useState<View>('stage');
  const [turns, setTurns] = useState({ left: 0, right: 0 });
  const runs = { left: useRun(left, turns.left), right: useRun(right, turns.right) };
  const comparison = useComparison(runs);
  const narrow = useNarrow();
  useEffect(() => {
    document.title = 'Compare · Sockscope';
    void load();
  }, [load]);
  const shown = [runs.left, runs.right]
    .map((run) => (run.kind === 'here' ? run.recording.header.lesson.id : ''))
    .join(' ');
  const sides = [
    { name: 'left', label: 'Left run', source: left },
    { name: 'right', label: 'Right run', source: right },
  ] as const;
  return (
    <div className="compare" data-page="compare" data-view={view} data-shown={comparison === null ? undefined : shown}>
      <PageKeyboard page="compare" />
      <header className="topbar compare-bar">
        <HomeLink className="topbar-brand" />
        <h1>Compare</h1>
        <Tabs label="What is shown of both" tabs={VIEWS} chosen={view} onChoose={setView} />
        <div className="topbar-switches">
          <OpenRecordingButton />
          <ModeSwitches />
        </div>
      </header>
      <main className="compare-sides">
        {sides.map(({ name, label, source }) => (
          <section key={name} className="compare-side" aria-label={label} data-side={name}>
            <header>
              <RunChooser
                label={label}
                chosen={source}
                onChoose={(chosen) => go({ page: 'compare', left, right, [name]: chosen })}
              />
              {comparison !== null && <Moves comparison={comparison} side={name} />}
              {comparison !== null && source !== null && (
                <LabContext value={comparison.getState().labs[name]}>
                  <AboutRunLine source={source} onAgain={() => setTurns({ ...turns, [name]: turns[name] + 1 })} />
                </LabContext>
              )}
            </header>
            {comparison === null ? (
              <Missing run={runs[name]} />
            ) : (
              <LabContext value={comparison.getState().labs[name]}>
                <Drawn view={view} narrow={narrow} />
              </LabContext>
            )}
          </section>
        ))}
        {left === null && right === null && (
          <Suggestions onChoose={(one, other) => go({ page: 'compare', left: one, right: other })} />
        )}
      </main>
      {comparison !== null && (
        <>
          <Keys comparison={comparison} />
          <CompareDock comparison={comparison} />
        </>
      )}
    </div>
  );
}

/** The comparison, once both runs are here. */
function useComparison({ left, right }: Readonly<Record<SideName, Run>>): ComparisonStore | null {
  const ofLeft = left.kind === 'here' ? left.recording : null;
  const ofRight = right.kind === 'here' ? right.recording : null;
  const comparison = useMemo(
    () => (ofLeft === null || ofRight === null ? null : createComparison(ofLeft.events, ofRight.events)),
    [ofLeft, ofRight],
  );
  useEffect(() => () => comparison?.getState().dispose(), [comparison]);
  return comparison;
}

const Missing = ({ run }: { readonly run: Run }) =>
  run.kind === 'here' ? (
    <p className="compare-wait">
      {run.recording.header.lesson.title} is here, with {run.recording.events.length} events; choose the run beside it.
    </p>
  ) : (
    <RunNotHere run={run} />
  );

/** Whether this run moved in this step. */
function Moves({ comparison, side }: { readonly comparison: ComparisonStore; readonly side: SideName }) {
  const moved = useStore(comparison, ({ rows, at }) => rows[at]?.moved ?? 'both');
  const still = moved !== 'both' && moved !== side;
  return (
    <span className="badge compare-moved" data-moved={!still}>
      {still ? 'STANDS STILL' : moved === 'both' ? 'MOVES' : 'MOVES ALONE'}
    </span>
  );
}

/** One run at the playhead. */
function Drawn({ view, narrow }: { readonly view: View; readonly narrow: boolean }) {
  const state = useLab((store) => store.view);
  return (
    <>
      <div className="compare-picture" data-seq={state.seq}>
        {view === 'stage' && <Stage state={state} lecture compact={narrow} canRelease={false} onRelease={nothing} />}
        {view === 'machine' && <StateMachine state={state} lecture={false} />}
        <Suspense fallback={<p className="compare-wait">Fetching the sequence diagram …</p>}>
          {view === 'sequence' && <SequencePanel />}
        </Suspense>
      </div>
      <p className="compare-narration">{narration(state)}</p>
    </>
  );
}

const nothing = (): void => undefined;

/** The keys of the one playhead: those of a lab (features/keys/commands.ts). A presenter's clicker sends PageDown and PageUp. */
function Keys({ comparison }: { readonly comparison: ComparisonStore }) {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (!isForPage(event)) return;
      const { at, rows, go, togglePlay, cycleSpeed } = comparison.getState();
      const acts: Readonly<Record<string, () => void>> = {
        ' ': () => go(at + 1),
        pagedown: () => go(at + 1),
        arrowright: () => go(at + 1),
        pageup: () => go(at - 1),
        arrowleft: () => go(at - 1),
        home: () => go(0),
        end: () => go(rows.length - 1),
        p: togglePlay,
        s: cycleSpeed,
      };
      const act = acts[event.key.toLowerCase()];
      if (act === undefined) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [comparison]);
  return null;
}
