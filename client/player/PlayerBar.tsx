import { provenanceOf, recordedWords } from '#shared/model/provenance';
import { MomentBadge } from '../features/topbar/MomentBadge.tsx';
import '../features/topbar/topbar.css';
import { useLab } from '../store/lab-context.ts';
import { Logo } from '../ui/icons.tsx';
import { LectureSwitch } from '../ui/LectureSwitch.tsx';
import { ModeSwitches } from '../ui/ModeSwitches.tsx';

/** The top bar of an exported page: what it shows, the moment, and the switches. There is no other place to go to. */
export function PlayerBar({ onPrint }: { readonly onPrint: () => void }) {
  const lab = useLab((store) => store.head.lab);
  return (
    <header className="topbar">
      <span className="topbar-brand">
        <Logo /> <span>Sockscope</span>
      </span>
      <h1 className="topbar-title">{lab?.lesson.title}</h1>
      <MomentBadge />
      <span className="topbar-network">{lab !== null && recordedWords(provenanceOf(lab))}</span>
      <div className="topbar-switches">
        <button type="button" className="button player-print" onClick={onPrint}>
          Print
        </button>
        <LectureSwitch />
        <ModeSwitches />
      </div>
    </header>
  );
}
