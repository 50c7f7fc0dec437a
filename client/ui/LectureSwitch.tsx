import { usePreferences } from '../store/preferences.ts';
import { LectureIcon } from './icons.tsx';
import { Switch } from './Switch.tsx';

/** Lecture size, on and off. */
export function LectureSwitch() {
  const { lecture, letterKeys, toggleLecture } = usePreferences();
  return (
    <Switch label={letterKeys ? 'Lecture mode (L)' : 'Lecture mode'} pressed={lecture} onPress={toggleLecture} deskOnly>
      <LectureIcon />
    </Switch>
  );
}
