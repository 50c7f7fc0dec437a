import type { ReactNode } from 'react';
import { usePreferences } from '../../store/preferences.ts';
import { useRoute } from '../../store/route.ts';
import { useLab } from '../../store/lab-context.ts';
import { useKeysDialog } from '../../store/keys-dialog.ts';
import { FullScreenIcon, KeysIcon, LectureIcon, Logo, ThemeIcon } from '../../ui/icons.tsx';
import { LessonMenu } from './LessonMenu.tsx';
import { MomentBadge } from './MomentBadge.tsx';
import { networkWords } from './network-words.ts';
import './topbar.css';

/**
 * Where one is: the lesson, the moment (live, past, recording), the network, and the switches of the page. `tools` stand
 * before the switches: what can be done with this run.
 */
export function TopBar({ tools }: { readonly tools?: ReactNode }) {
  const network = useLab((store) => networkWords(store.head));
  const missing = useLab((store) => store.head.lab?.missing.join(' ') ?? '');
  const { lecture, toggleTheme, toggleLecture } = usePreferences();
  const showKeys = useKeysDialog((store) => store.show);
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
      <span className="topbar-network" title={missing}>
        {network}
      </span>
      <div className="topbar-switches">
        {tools}
        <Switch label="Lecture mode (L)" pressed={lecture} onPress={toggleLecture} deskOnly>
          <LectureIcon />
        </Switch>
        <Switch label="Light or dark (T)" onPress={toggleTheme}>
          <ThemeIcon />
        </Switch>
        <FullScreen />
        <Switch label="Keys (?)" onPress={showKeys} deskOnly>
          <KeysIcon />
        </Switch>
      </div>
    </header>
  );
}

interface SwitchProps {
  readonly label: string;
  readonly pressed?: boolean;
  readonly onPress: () => void;
  /** Of no use on a phone, which is no projector, has no keys, and its own way to full screen. */
  readonly deskOnly?: boolean;
  readonly children: ReactNode;
}

const Switch = ({ label, pressed, onPress, deskOnly = false, children }: SwitchProps) => (
  <button
    type="button"
    className={`button button-icon${deskOnly ? ' desk-only' : ''}`}
    aria-label={label}
    title={label}
    aria-pressed={pressed}
    onClick={onPress}
  >
    {children}
  </button>
);

function toggleFullScreen(): void {
  void (document.fullscreenElement === null ? document.documentElement.requestFullscreen() : document.exitFullscreen());
}

function FullScreen() {
  if (!document.fullscreenEnabled) return null;
  return (
    <Switch label="Full screen" onPress={toggleFullScreen} deskOnly>
      <FullScreenIcon />
    </Switch>
  );
}
