import { useProjection } from '../../store/projection.ts';
import { LectureIcon } from '../../ui/icons.tsx';
import { Switch } from '../../ui/Switch.tsx';

/** On the projected picture: everything large enough for the last row, or as on a desk. */
export function SizeSwitch() {
  const { large, setLarge } = useProjection();
  return (
    <Switch label="Lecture size" pressed={large} onPress={() => setLarge(!large)} deskOnly>
      <LectureIcon />
    </Switch>
  );
}
