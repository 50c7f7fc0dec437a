import type { Drive, WalkState } from '#shared/protocol/walk';

/**
 * What a key of a clicker or a keyboard asks for; null: nothing. Clickers send PageDown and PageUp, some the arrows, and `.`
 * or B for a blank screen.
 */
export function orderOf(key: string, walk: Pick<WalkState, 'blank' | 'locked'>): Drive | null {
  switch (key.toLowerCase()) {
    case 'pagedown':
    case 'arrowright':
    case ' ':
      return { do: 'next' };
    case 'pageup':
    case 'arrowleft':
      return { do: 'back' };
    case '.':
    case 'b':
      return { do: 'blank', blank: !walk.blank };
    case 'r':
      return { do: 'again' };
    case 'w':
      return { do: 'wipe' };
    default:
      return null;
  }
}
