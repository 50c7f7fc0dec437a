import { useShallow } from 'zustand/react/shallow';
import { useLabCalmly } from '../../store/lab-context.ts';
import { canRelease, isPlaying } from '../../store/lab-view.ts';
import { BackIcon, PauseIcon, PlayIcon } from '../../ui/icons.tsx';
import './transport.css';

/** Back, STEP, play, speed. Behind the head, STEP moves on to the next stop; at the head it releases the next gate. */
export function Transport() {
  const lab = useLabCalmly(
    useShallow((store) => {
      const live = store.mode === 'live' && store.playhead === null;
      const first = store.log.stops[0];
      return {
        canStep: live ? canRelease(store) && store.head.gates.length > 0 : store.playhead !== null,
        canBack: first !== undefined && store.view.seq > first,
        canPlay: live ? canRelease(store) && store.head.gates.length > 0 : store.log.stops.length > 0,
        playing: isPlaying(store),
        speed: store.speed,
        step: store.step,
        back: store.back,
        togglePlay: store.togglePlay,
        cycleSpeed: store.cycleSpeed,
      };
    }),
  );
  return (
    <div className="transport" role="group" aria-label="Transport">
      <button
        type="button"
        className="button"
        aria-label="Back"
        title="Back one stop (←)"
        disabled={!lab.canBack}
        onClick={lab.back}
      >
        <BackIcon />
      </button>
      <button
        type="button"
        className="button button-strong transport-step"
        title="Step (Space)"
        aria-keyshortcuts="Space"
        disabled={!lab.canStep}
        onClick={lab.step}
      >
        STEP
      </button>
      <button
        type="button"
        className="button"
        aria-label={lab.playing ? 'Pause' : 'Play'}
        title={lab.playing ? 'Pause (P)' : 'Play (P)'}
        disabled={!lab.playing && !lab.canPlay}
        data-playing={lab.playing}
        onClick={lab.togglePlay}
      >
        {lab.playing ? <PauseIcon /> : <PlayIcon />}
      </button>
      <button
        type="button"
        className="button transport-speed"
        aria-label={`Speed ${lab.speed} times`}
        title="Speed (S)"
        onClick={lab.cycleSpeed}
      >
        {lab.speed === 0.5 ? '½' : lab.speed}×
      </button>
    </div>
  );
}
