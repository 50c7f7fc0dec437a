import { placeIn, useProjection } from '../../store/projection.ts';
import { useWalk } from '../../store/walk-store.ts';
import { JoinIcon } from '../../ui/icons.tsx';
import { Switch } from '../../ui/Switch.tsx';

/** On the projected picture: how to join, or the picture again. */
export function JoinSwitch() {
  const walk = useWalk((view) => view.walk);
  const { joinsAt, turnBoard } = useProjection();
  if (walk === null) return null;
  return (
    <Switch label="How to join (J)" pressed={joinsAt === placeIn(walk)} onPress={() => turnBoard(walk)} deskOnly>
      <JoinIcon />
    </Switch>
  );
}
