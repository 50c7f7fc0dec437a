import { usePreferences } from '../../store/preferences.ts';
import { isCharacter } from './commands.ts';

/** Whether a key press is the page's: no shortcut of the browser's, no key of the control under the focus, not switched off. */
export function isForPage(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return false;
  if (isCharacter(event.key) && !usePreferences.getState().letterKeys) return false;
  // Whoever reads a dialog means nothing behind it.
  if (document.querySelector('dialog:modal') !== null) return false;
  return !keepsKey(event.target, event.key);
}

/** Whether the control under the focus has a use of its own for that key. */
function keepsKey(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof Element)) return false;
  // Where one writes, every character is text.
  if (
    target.closest('input:not([type="checkbox"], [type="radio"], [type="range"]), textarea, [contenteditable]') !== null
  )
    return true;
  if (target.closest('input, select, [role="tablist"], [role="slider"], .own-keys') !== null) {
    return key.startsWith('Arrow') || key.startsWith('Page') || key === 'Home' || key === 'End' || key === ' ';
  }
  return (key === ' ' || key === 'Enter') && target.closest('button, summary, a, [role="button"]') !== null;
}
