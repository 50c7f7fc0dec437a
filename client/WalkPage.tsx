import { useEffect, useState } from 'react';
import { WalkStage } from './WalkStage.tsx';
import { AloneButton } from './features/walk/AloneButton.tsx';
import { Clicker } from './features/walk/Clicker.tsx';
import { DriveButtons } from './features/walk/DriveButtons.tsx';
import { JoinName } from './features/walk/JoinName.tsx';
import { JoinBoard } from './features/walk/JoinBoard.tsx';
import { JoinSwitch } from './features/walk/JoinSwitch.tsx';
import { KeepMenu } from './features/walk/KeepMenu.tsx';
import { NoWalk } from './features/walk/NoWalk.tsx';
import { Overlay } from './features/walk/Overlay.tsx';
import { PresentButton } from './features/walk/PresentButton.tsx';
import { PresenterSide } from './features/walk/PresenterSide.tsx';
import { RecordedNote } from './features/walk/RecordedBadge.tsx';
import { SceneText } from './features/walk/SceneText.tsx';
import { SizeSwitch } from './features/walk/SizeSwitch.tsx';
import { StrayButtons } from './features/walk/StrayButtons.tsx';
import type { Tool } from './features/walk/Switches.tsx';
import { WalkBar } from './features/walk/WalkBar.tsx';
import { textPlace } from './features/walk/text-place.ts';
import { WalkNotices } from './features/walk/WalkNotices.tsx';
import { TakeOver } from './features/walk/Wheel.tsx';
import { useProjected } from './store/projection.ts';
import { useScreenAwake } from './store/screen-awake.ts';
import type { WalkView } from './store/address.ts';
import { follow, nameIn } from './store/following.ts';
import { useWalkLine, type Joining } from './store/walk-line.ts';
import { PROJECTED, useWalk, WalkContext } from './store/walk-store.ts';
import { ToLecture } from './ui/ToLecture.tsx';
import { ToWall } from './ui/ToWall.tsx';
import { ModeSwitches } from './ui/ModeSwitches.tsx';
import './features/walk/walk.css';

/** A walkthrough: given (`present`), followed (`follow`), taken alone (`walk`), or watched while another takes it (`watch`). */
export function WalkPage({ walk, view }: { readonly walk: string; readonly view: WalkView }) {
  const [name, setName] = useState<string | null>(() => (view === 'follow' ? nameIn(walk) : ''));
  const join = (given: string): void => {
    follow(walk, given);
    setName(given);
  };
  if (name === null) return <JoinName onJoin={join} />;
  return (
    <Joined
      joining={{
        walk,
        as: view === 'follow' || view === 'watch' ? 'follower' : 'presenter',
        name: view === 'walk' ? PROJECTED : name,
      }}
      view={view}
    />
  );
}

function Joined({ joining, view }: { readonly joining: Joining; readonly view: WalkView }) {
  const line = useWalkLine(joining);
  return (
    <WalkContext value={line.store}>
      <WalkOrNone view={view} redial={() => line.redial()} />
    </WalkContext>
  );
}

interface ScreenProps {
  readonly view: WalkView;
  readonly redial: () => void;
}

function WalkOrNone({ view, redial }: ScreenProps) {
  const begun = useWalk((store) => store.walk !== null);
  const connection = useWalk((store) => store.connection);
  if (!begun && connection.kind === 'closed') return <NoWalk message={connection.message} home={view !== 'follow'} />;
  return (
    <>
      <Clicker />
      <Screen view={view} redial={redial} />
    </>
  );
}

function Screen({ view, redial }: ScreenProps) {
  const walk = useWalk((store) => store.walk);
  const drives = useWalk((store) => store.drives);
  const connection = useWalk((store) => store.connection.kind);
  const [tool, setTool] = useState<Tool>('none');
  // The picture on the projector: a presenter's page that does not drive, of a lecture that a class follows.
  const projected = useWalk((store) => view === 'walk' && store.presenter?.given === true && !store.drives);
  useProjected(projected);
  // A press by mistake on a picture that many see is worse than one more page: by hand it goes on the presenter's own page.
  const byDriver = view === 'present';
  useScreenAwake(view === 'present' || view === 'walk');
  useEffect(() => {
    document.title = walk === null ? 'Sockscope' : `${walk.scenes[walk.scene] ?? ''} · ${walk.title}`;
  }, [walk]);
  return (
    <div
      className="walk"
      data-page="walk"
      data-view={view}
      data-scene={walk === null ? undefined : walk.scene + 1}
      data-phase={walk?.phase}
      data-text={textPlace(walk)}
      data-labs={walk?.beside == null ? 1 : 2}
      data-drives={drives || undefined}
      data-projected={projected || undefined}
      data-connection={connection}
      data-met={walk === null ? undefined : walk.expect.every(({ met }) => met)}
    >
      <WalkBar
        home={view !== 'follow'}
        tools={
          <>
            {view !== 'follow' && !projected && <KeepMenu />}
            {projected && <JoinSwitch />}
            {projected && <SizeSwitch />}
            <ModeSwitches keys={false} />
          </>
        }
      />
      <main className="walk-main">
        <div className="walk-labs">
          {walk !== null && walk.lab !== null && (
            <WalkStage key={walk.lab} lab={walk.lab} side="first" byDriver={byDriver} />
          )}
          {walk !== null && walk.beside !== null && (
            <WalkStage key={walk.beside.lab} lab={walk.beside.lab} side="beside" byDriver={byDriver} />
          )}
        </div>
        <Overlay tool={tool} />
        {projected && <JoinBoard />}
      </main>
      {walk?.blank === true && view !== 'present' && (
        <div className="walk-blank" role="status">
          The presenter has blanked the picture.
        </div>
      )}
      <div className="walk-side" role="region" aria-label="About this scene" tabIndex={0}>
        {view === 'present' ? (
          <PresenterSide tool={tool} onTool={setTool} />
        ) : (
          <SceneText canAnswer={view !== 'watch' && !projected} />
        )}
        <RecordedNote place="side" />
      </div>
      <footer className="walk-foot" aria-label="Controls">
        <DriveButtons />
        {!drives && !projected && <StrayButtons />}
        {byDriver && drives && <PresentButton />}
        {projected && walk?.away === true && connection === 'open' && <TakeOver />}
        {view === 'follow' && <AloneButton />}
        {view === 'walk' && <ToLecture />}
        {view === 'watch' && <ToWall />}
        <RecordedNote place="foot" />
        <WalkNotices redial={redial} />
      </footer>
    </div>
  );
}
