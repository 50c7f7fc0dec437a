import type { ReactNode } from 'react';
import { usePreferences } from '../../store/preferences.ts';
import { useRoute } from '../../store/route.ts';
import { useLab } from '../../store/lab-context.ts';
import { LectureIcon, Logo } from '../../ui/icons.tsx';
import { ModeSwitches } from '../../ui/ModeSwitches.tsx';
import { Switch } from '../../ui/Switch.tsx';
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
  const { lecture, letterKeys, toggleLecture } = usePreferences();
  const go = useRoute((store) => store.go);
  return (
    <header className="topbar">
      <a
        className="topbar-brand"
        href="/"
        onClick={(event) => {
          event.preventDefault();
          go({ page: 'home' });
        }}
      >
        <Logo /> <span>Sockscope</span>
      </a>
      <LessonMenu />
      <MomentBadge />
      <span className="topbar-network" title={network}>
        {network}
      </span>
      {lab !== null && <Limits tier={lab.tier} missing={lab.missing} />}
      <div className="topbar-switches">
        {tools}
        <Switch
          label={letterKeys ? 'Lecture mode (L)' : 'Lecture mode'}
          pressed={lecture}
          onPress={toggleLecture}
          deskOnly
        >
          <LectureIcon />
        </Switch>
        <ModeSwitches />
      </div>
    </header>
  );
}
