import { unreachable } from '#shared/base/exhaustive';
import { useLab } from '../../store/lab-context.ts';
import { useSide } from '../../store/side.ts';
import { CallCard } from '../../ui/CallCard.tsx';
import { Choices } from './Choices.tsx';
import { EventFacts } from './EventFacts.tsx';
import { PacketIndex } from './packet-index.ts';
import { PacketFacts } from './PacketFacts.tsx';
import { SocketFactsTable } from './SocketFactsTable.tsx';
import './inspect.css';

/** All that is known of one call, socket or packet, at the playhead. */
export function InspectPanel() {
  const selection = useSide((store) => store.selection);
  const view = useLab((store) => store.view);
  const log = useLab((store) => store.log);
  if (selection === null) {
    return (
      <div className="inspect">
        <p className="inspect-lead">
          Press a call in the wall, a socket’s name, a packet or a line of the log: all that is known of it stands here.
        </p>
        <Choices state={view} />
      </div>
    );
  }
  switch (selection.kind) {
    case 'call':
      return <CallCard name={selection.name} />;
    case 'socket': {
      const socket = view.sockets[selection.id];
      if (socket === undefined)
        return <p className="inspect-none">At this moment there is no socket {selection.id}.</p>;
      return <SocketFactsTable socket={socket} t={view.t} />;
    }
    case 'packet': {
      const packet = view.packets[selection.id] ?? log.book(PacketIndex).at(selection.id, view.seq);
      if (packet === null)
        return (
          <p className="inspect-none">
            Packet {selection.id} has not been sent yet at this moment; the list of packets has it.
          </p>
        );
      return <PacketFacts packet={packet} />;
    }
    case 'event':
      return <EventFacts seq={selection.seq} />;
    default:
      return unreachable(selection);
  }
}
