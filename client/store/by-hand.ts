import type { ClientMessage } from '#shared/protocol/browser';
import type { WalkStore } from './walk-store.ts';

/**
 * What is let go in the picture of a walk goes to the walk as its driver's order: the lab itself is nobody's to command. Answers
 * whether it took the message.
 */
export function byHand(lab: string, walk: WalkStore): (message: ClientMessage) => boolean {
  return (message) => {
    const { drive } = walk.getState();
    switch (message.type) {
      case 'release': {
        const { gate, action, delayMs } = message;
        drive({
          do: 'release',
          lab,
          gate,
          ...(action === undefined ? {} : { action }),
          ...(delayMs === undefined ? {} : { delayMs }),
        });
        return true;
      }
      case 'destroy':
        drive({ do: 'destroy', lab, socket: message.socket });
        return true;
      default:
        return false;
    }
  };
}
