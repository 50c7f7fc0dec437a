import type { LabState } from '#shared/model/state';
import { addressText, packetName, routeText } from '#shared/model/words';
import { useSide } from '../../store/side.ts';
import { PacketMark, RoleMark } from '../../ui/RoleMark.tsx';
import { roleStyle } from '../../ui/roles.ts';

/** What there is to look into at this moment: the sockets that live, and the packets that are held. */
export function Choices({ state }: { readonly state: LabState }) {
  const inspect = useSide((store) => store.inspect);
  const sockets = Object.values(state.sockets).filter(({ gone }) => !gone);
  const held = Object.values(state.packets).filter(({ phase }) => phase === 'held');
  const programs = state.lab?.programs ?? [];
  if (sockets.length + held.length === 0) return null;
  return (
    <>
      <h3>At this moment</h3>
      <ul className="inspect-choices">
        {sockets.map(({ id, role, state: name, local }) => (
          <li key={id}>
            <button type="button" onClick={() => inspect({ kind: 'socket', id })}>
              <RoleMark style={roleStyle(role, programs)} />
              <code>{id}</code>
              <code>{name}</code>
              <span>{local === null ? '' : addressText(local)}</span>
            </button>
          </li>
        ))}
        {held.map(({ id, event }) => (
          <li key={id}>
            <button type="button" onClick={() => inspect({ kind: 'packet', id })}>
              <PacketMark />
              <code>{id}</code>
              <code>{packetName(event)}</code>
              <span>{routeText(event)}, held</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
