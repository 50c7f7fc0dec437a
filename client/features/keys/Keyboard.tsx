import { useEffect } from 'react';
import { releasable } from '../../store/next.ts';
import { useKeysDialog } from '../../store/keys-dialog.ts';
import { useLabStore } from '../../store/lab-context.ts';
import { usePreferences } from '../../store/preferences.ts';
import { commandFor, gateIndexFor } from './commands.ts';
import { KeysDialog } from './KeysDialog.tsx';

/** The lab page's keys. A focused control keeps its own: Space on a button presses that button. */
export function Keyboard() {
  const store = useLabStore();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (useKeysDialog.getState().open || keepsKey(event.target, event.key)) return;
      const lab = store.getState();
      const gate = gateIndexFor(event.key);
      if (gate !== null) {
        const id = releasable(lab.view)[gate];
        if (id !== undefined && !event.repeat) lab.release(id);
        return;
      }
      const command = commandFor(event.key);
      if (command === undefined) return;
      event.preventDefault();
      if (event.repeat && command.repeats !== true) return;
      const { toggleTheme, toggleLecture } = usePreferences.getState();
      command.run(lab, { toggleTheme, toggleLecture, showKeys: useKeysDialog.getState().show });
    };
    document.addEventListener('keydown', onKey);
    document.addEventListener('click', letGo);
    return () => {
      document.removeEventListener('keydown', onKey);
      document.removeEventListener('click', letGo);
    };
  }, [store]);
  return <KeysDialog />;
}

/** Whether the control under the focus has a use of its own for that key. */
function keepsKey(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof Element)) return false;
  if (
    target.closest('input, textarea, select, [contenteditable], [role="tablist"], [role="slider"], .own-keys') !== null
  ) {
    return key.startsWith('Arrow') || key.startsWith('Page') || key === 'Home' || key === 'End' || key === ' ';
  }
  return (key === ' ' || key === 'Enter') && target.closest('button, summary, a, [role="button"]') !== null;
}

/** A button pressed with the mouse gives its focus back, so that the next Space is a step and not that button again. */
function letGo(event: MouseEvent): void {
  const button = event.target instanceof Element ? event.target.closest<HTMLElement>('button, [role="button"]') : null;
  if (event.detail > 0 && button !== null && button === document.activeElement) button.blur();
}
