import { MomentBadge } from '../features/topbar/MomentBadge.tsx';
import '../features/topbar/topbar.css';
import { useLab } from '../store/lab-context.ts';
import { usePreferences } from '../store/preferences.ts';
import { LectureIcon, Logo } from '../ui/icons.tsx';
import { ModeSwitches } from '../ui/ModeSwitches.tsx';
import { Switch } from '../ui/Switch.tsx';

/** The top bar of an exported page: what it shows, the moment, and the switches. There is no other place to go to. */
export function PlayerBar() {
  const title = useLab((store) => store.head.lab?.lesson.title);
  const kernel = useLab((store) => store.head.lab?.kernel);
  const { lecture, letterKeys, toggleLecture } = usePreferences();
  return (
    <header className="topbar">
      <span className="topbar-brand">
        <Logo /> <span>Sockscope</span>
      </span>
      <h1 className="topbar-title">{title}</h1>
      <MomentBadge />
      <span className="topbar-network">recorded on Linux {kernel}</span>
      <div className="topbar-switches">
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
