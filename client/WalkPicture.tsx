import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { Pane } from '#shared/lessons/scene';
import { FollowNow } from './features/walk/FollowNow.tsx';
import { FocusSheet } from './features/walk/FocusSheet.tsx';
import { panesOf } from './features/walk/text-place.ts';
import { LogPanel } from './features/log/LogPanel.tsx';
import { PacketsPanel } from './features/packets/PacketsPanel.tsx';
import { useSmall } from './features/walk/use-small.ts';
import { MachineSlot } from './MachineSlot.tsx';
import { StageSlot } from './StageSlot.tsx';
import { LabContext, useLab, useLabStore } from './store/lab-context.ts';
import { isQuiet, type LabStore } from './store/lab-view.ts';
import { keepTogether } from './store/together.ts';
import { usePhone } from './store/narrow.ts';
import { useWalk } from './store/walk-store.ts';
import { Tabs } from './ui/Tabs.tsx';

const InspectPanel = lazy(async () => ({
  default: (await import('./features/inspect/InspectPanel.tsx')).InspectPanel,
}));
const SequencePanel = lazy(async () => ({
  default: (await import('./features/sequence/SequencePanel.tsx')).SequencePanel,
}));
const StepsPanel = lazy(async () => ({ default: (await import('./features/steps/StepsPanel.tsx')).StepsPanel }));

/** Which of a scene's labs: the only one or the first, or the one beside it. */
export type WalkSide = 'first' | 'beside';

type Lead = ((seq: number | null) => void) | null;

interface WalkPictureProps {
  readonly store: LabStore;
  readonly side: WalkSide;
  /** Tells everybody the moment that somebody here goes to; null: this page follows. */
  readonly lead?: Lead;
}

/**
 * The scene's picture, from wherever its lab comes: the stage and the panes that the scene shows, at the walk's moment. Of two
 * labs each has one view: what the scene shows, or its stage.
 */
export function WalkPicture({ store, side, lead = null }: WalkPictureProps) {
  const two = useWalk((view) => view.walk?.beside != null);
  return (
    <LabContext value={store}>
      <Together side={side} lead={lead} />
      {two ? <HalfPicture /> : <Picture />}
    </LabContext>
  );
}

/** Keeps the playhead where the presenter looks, unless one looks around by oneself. */
function Together({ side, lead }: { readonly side: WalkSide; readonly lead: Lead }) {
  const store = useLabStore();
  const moment = useWalk(({ walk }) => (side === 'first' ? walk?.moment : walk?.beside?.moment) ?? null);
  const strayed = useWalk((view) => view.strayed);
  useEffect(() => {
    return strayed ? undefined : keepTogether(store, moment, lead);
  }, [store, moment, strayed, lead]);
  return null;
}

function Picture() {
  const root = usePictureState();
  const show = useWalk((view) => view.walk?.show ?? none);
  const panes = panesOf(show);
  const picture = useRef<HTMLDivElement>(null);
  const small = useSmall(picture);
  // A phone shows one of them at a time.
  const [chosen, choose] = useState<Pane>('stage');
  const shows = panes.includes(chosen) ? chosen : 'stage';
  const phone = usePhone();
  return (
    <div className="walk-picture" ref={picture} data-panes={panes.length} data-shows={shows} {...root}>
      <FocusSheet />
      {phone && panes.length > 0 && (
        <Tabs
          label="What is shown"
          tabs={(['stage', ...panes] as const).map((id) => ({ id, name: NAMES[id] }))}
          chosen={shows}
          onChoose={choose}
        />
      )}
      <StageSlot large={small} compact={phone} hidden={phone && shows !== 'stage'} />
      {phone && <FollowNow />}
      {panes.map((pane) => (
        <section key={pane} className="walk-pane" data-pane={pane} hidden={phone && shows !== pane}>
          <Suspense fallback={<p className="side-wait">Fetching this panel …</p>}>{panel(pane)}</Suspense>
        </section>
      ))}
    </div>
  );
}

/** One of two labs side by side, under the name of its lesson. */
function HalfPicture() {
  const root = usePictureState();
  const title = useLab((store) => store.view.lab?.lesson.title ?? '');
  const pane = useWalk((view) => view.walk?.show[0] ?? 'stage');
  const phone = usePhone();
  return (
    <section className="walk-picture walk-half" aria-label={title} data-panes="0" {...root}>
      <FocusSheet />
      <h2>{title}</h2>
      {pane === 'stage' || pane === 'program' ? (
        <StageSlot large compact={phone} />
      ) : (
        <div className="walk-pane" data-pane={pane}>
          <Suspense fallback={<p className="side-wait">Fetching this panel …</p>}>{panel(pane)}</Suspense>
        </div>
      )}
    </section>
  );
}

/** What tests and the picture's frame read of the lab. */
const usePictureState = () =>
  useLab(
    useShallow((store) => ({
      'data-seq': store.view.seq,
      'data-head': store.head.seq,
      'data-quiet': isQuiet(store),
      'data-phase': store.view.lab?.phase,
    })),
  );

function panel(pane: Pane) {
  switch (pane) {
    case 'machine':
      return <MachineSlot />;
    case 'log':
      return <LogPanel />;
    case 'packets':
      return <PacketsPanel />;
    case 'sequence':
      return <SequencePanel />;
    case 'steps':
      return <StepsPanel />;
    case 'inspect':
      return <InspectPanel />;
    // The stage shows the programs' texts.
    case 'stage':
    case 'program':
      return null;
  }
}

const NAMES: Readonly<Record<Pane, string>> = {
  stage: 'Stage',
  machine: 'State machine',
  sequence: 'Sequence',
  log: 'Log',
  packets: 'Packets',
  inspect: 'Inspect',
  steps: 'Steps',
  program: 'Program',
};

const none: readonly never[] = [];
