import { MomentBadge } from '../features/topbar/MomentBadge.tsx';
import '../features/topbar/topbar.css';
import { useKeysDialog } from '../store/keys-dialog.ts';
import { useLab } from '../store/lab-context.ts';
import { usePreferences } from '../store/preferences.ts';
import { KeysIcon, LectureIcon, Logo, ThemeIcon } from '../ui/icons.tsx';

/** The top bar of an exported page: what it shows, the moment, and the switches. There is no other place to go to. */
export function PlayerBar() {
  const title = useLab((store) => store.head.lab?.lesson.title);
  const kernel = useLab((store) => store.head.lab?.kernel);
  const { lecture, toggleTheme, toggleLecture } = usePreferences();
  const showKeys = useKeysDialog((store) => store.show);
  const switches = [
    { label: 'Lecture mode (L)', pressed: lecture, press: toggleLecture, icon: <LectureIcon />, deskOnly: true },
    { label: 'Light or dark (T)', press: toggleTheme, icon: <ThemeIcon />, deskOnly: false },
    { label: 'Keys (?)', press: showKeys, icon: <KeysIcon />, deskOnly: true },
  ];
  return (
    <header className="topbar">
      <span className="topbar-brand">
        <Logo /> <span>Sockscope</span>
      </span>
      <h1 className="topbar-title">{title}</h1>
      <MomentBadge />
      <span className="topbar-network">recorded on Linux {kernel}</span>
      <div className="topbar-switches">
        {switches.map(({ label, pressed, press, icon, deskOnly }) => (
          <button
            key={label}
            type="button"
            className={`button button-icon${deskOnly ? ' desk-only' : ''}`}
            aria-label={label}
            title={label}
            aria-pressed={pressed}
            onClick={press}
          >
            {icon}
          </button>
        ))}
      </div>
    </header>
  );
}
