import { useLab } from './store/lab-context.ts';

/** Where the state machine is drawn. */
export function MachineSlot() {
  const sockets = useLab((store) => store.view.sockets);
  return (
    <ul>
      {Object.values(sockets).map((socket) => (
        <li key={socket.id} data-socket={socket.id} data-state={socket.state}>
          {socket.role} {socket.state}
        </li>
      ))}
    </ul>
  );
}
