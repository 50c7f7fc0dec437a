import { useEffect } from 'react';
import { useLabStore } from '../../store/lab-context.ts';
import { releasable } from '../../store/next.ts';
import { commandFor, gateIndexFor, LAB_COMMANDS } from './commands.ts';
import { isForPage } from './for-page.ts';
import { PageKeyboard } from './PageKeyboard.tsx';

/** The lab page's keys. A focused control keeps its own: Space on a button presses that button. */
export function Keyboard() {
  const store = useLabStore();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!isForPage(event)) return;
      const lab = store.getState();
      const gate = gateIndexFor(event.key);
      if (gate !== null) {
        const id = releasable(lab.view)[gate];
        if (id !== undefined && !event.repeat) lab.release(id);
        return;
      }
      const command = commandFor(LAB_COMMANDS, event.key);
      if (command === undefined) return;
      event.preventDefault();
      if (event.repeat && command.repeats !== true) return;
      command.run(lab);
    };
    document.addEventListener('keydown', onKey);
    document.addEventListener('click', letGo);
    return () => {
      document.removeEventListener('keydown', onKey);
      document.removeEventListener('click', letGo);
    };
  }, [store]);
  return <PageKeyboard page="lab" />;
}

/** A button pressed with the mouse gives its focus back, so that the next Space is a step and not that button again. */
function letGo(event: MouseEvent): void {
  const button = event.target instanceof Element ? event.target.closest<HTMLElement>('button, [role="button"]') : null;
  if (event.detail > 0 && button !== null && button === document.activeElement) button.blur();
}
