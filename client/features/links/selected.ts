import { unreachable } from '#shared/base/exhaustive';
import type { LabState } from '#shared/model/state';
import type { Selection } from '../../store/side.ts';
import { lastVisit } from './named.ts';

/** The event whose causes and effects stay lit while something is selected; a call's card stands for no event. */
export function eventSelected(selection: Selection | null, view: LabState): number | null {
  if (selection === null) return null;
  switch (selection.kind) {
    case 'event':
      return selection.seq;
    case 'socket':
      return lastVisit(view.sockets[selection.id]);
    case 'packet': {
      const packet = view.packets[selection.id];
      return packet === undefined ? null : (packet.doneSeq ?? packet.event.seq);
    }
    case 'call':
      return null;
    default:
      return unreachable(selection);
  }
}
