import type { ReactNode } from 'react';
import { useLab } from '../../store/lab-context.ts';
import { HomeLink } from '../../ui/HomeLink.tsx';
import { LectureSwitch } from '../../ui/LectureSwitch.tsx';
import { ModeSwitches } from '../../ui/ModeSwitches.tsx';
import { LessonMenu } from './LessonMenu.tsx';
import { Limits } from './Limits.tsx';
import { MomentBadge } from './MomentBadge.tsx';
import { networkWords } from './network-words.ts';
import './topbar.css';

/**
 * Where one is: the lesson, the moment (live, past, recording), the network, and the switches of the page. `tools` stand
 * before the switches: what can be done with this run.
 */
export function TopBar({ tools }: { readonly tools?: ReactNode }) {
  const network = useLab((store) => networkWords(store.head));
  const lab = useLab((store) => store.head.lab);
  return (
    <header className="topbar">
      <HomeLink className="topbar-brand" />
      <LessonMenu />
      <MomentBadge />
      <span className="topbar-network" title={network}>
        {network}
      </span>
      {lab !== null && <Limits tier={lab.tier} missing={lab.missing} />}
      <div className="topbar-switches">
        {tools}
        <LectureSwitch />
        <ModeSwitches />
      </div>
    </header>
  );
}
