import { memo } from 'react';
import { RoleMark } from '../../ui/RoleMark.tsx';
import { roleStyle } from '../../ui/roles.ts';
import type { Lane } from './lanes.ts';

interface LaneNamesProps {
  readonly lanes: readonly Lane[];
  readonly programs: readonly { readonly role: string }[];
}

/** What each lane is, beside it. They change with the lab, not with its events. */
export const LaneNames = memo(({ lanes, programs }: LaneNamesProps) => (
  <div className="timeline-names" aria-hidden="true">
    <div className="timeline-name timeline-head">step</div>
    {lanes.map((lane) => (
      <div className="timeline-name" key={lane.id} title={lane.name}>
        {lane.role === null ? <span className="mark" /> : <RoleMark style={roleStyle(lane.role, programs)} />}
        <span>{lane.name}</span>
      </div>
    ))}
  </div>
));
