import { useState } from 'react';
import { unreachable } from '#shared/base/exhaustive';
import type { LabSummary } from '#shared/protocol/rest';
import { useCatalogue } from '../../store/catalogue.ts';
import { usePolling } from '../../store/polling.ts';
import { useRunning } from '../../store/running.ts';
import { PlaceLink } from '../../ui/PlaceLink.tsx';
import { RoleMark } from '../../ui/RoleMark.tsx';
import { roleStyle } from '../../ui/roles.ts';

const EVERY_MS = 1500;

/** The labs that run now, each with its state in small, as the server told it a moment ago. Nothing where none runs. */
export function RunningLabs({ shown }: { readonly shown: boolean }) {
  const { labs, failure, refresh } = useRunning();
  usePolling(refresh, EVERY_MS);
  const role = useCatalogue((store) => store.role);
  if (!shown || labs === null || labs.length === 0) return null;
  // A class's labs stand on the wall; a viewer has none but its own.
  const here = labs.filter(({ ofViewer }) => role === 'viewer' || !ofViewer);
  const onWall = labs.length - here.length;
  return (
    <section className="running" aria-labelledby="running">
      <h2 id="running">Running now</h2>
      {failure !== null && (
        <p className="home-failure" role="alert">
          {failure.message}
        </p>
      )}
      <ul className="running-labs">
        {here.map((lab) => (
          <RunningLab key={lab.id} lab={lab} />
        ))}
      </ul>
      {onWall > 0 && <WallLink count={onWall} />}
    </section>
  );
}

function WallLink({ count }: { readonly count: number }) {
  return (
    <p className="running-wall">
      <PlaceLink className="button" to={{ page: 'wall' }}>
        {count === 1 ? 'A student’s lab' : `${count} labs of students`}: the wall
      </PlaceLink>
    </p>
  );
}

function RunningLab({ lab }: { readonly lab: LabSummary }) {
  const heading = `lab-${lab.id}`;
  return (
    <li className="running-lab" data-lab={lab.id} data-engine={lab.engine} aria-labelledby={heading}>
      <h3 id={heading}>{lab.title}</h3>
      <p className="running-life">
        <span className="running-dot" data-life={lifeOf(lab)} /> {lab.ofClass ? 'shown to a class, ' : ''}
        {wordsOf(lab)}
      </p>
      <ul className="running-sockets" aria-label="Sockets now">
        {lab.sockets.length === 0 && <li className="running-none">no socket at the moment</li>}
        {lab.sockets.map((socket) => (
          <li key={socket.id} data-socket={socket.id} data-state={socket.state}>
            <RoleMark style={roleStyle(socket.role, lab.programs)} />
            <span className="visually-hidden">{socket.role ?? 'nobody’s'} </span>
            <code>{socket.state}</code>
          </li>
        ))}
      </ul>
      <div className="card-foot">
        <PlaceLink className="button" to={{ page: 'lab', lab: lab.id }} aria-describedby={heading}>
          {lab.ofClass ? 'Watch' : 'Open'}
        </PlaceLink>
        {!lab.ofClass && <EndButton lab={lab} />}
      </div>
    </li>
  );
}

/** Ends a lab; where somebody looks at it, only when pressed once more. */
function EndButton({ lab }: { readonly lab: LabSummary }) {
  const end = useRunning((store) => store.end);
  const [asking, setAsking] = useState(false);
  const watched = lab.viewers > 0;
  return (
    <button
      type="button"
      className="button"
      aria-describedby={`lab-${lab.id}`}
      onBlur={() => setAsking(false)}
      onClick={() => {
        if (watched && !asking) setAsking(true);
        else void end(lab.id);
      }}
    >
      {asking && watched ? `End it for ${lab.viewers === 1 ? 'one page' : `${lab.viewers} pages`}` : 'End'}
    </button>
  );
}

type Life = 'busy' | 'waits' | 'over' | 'broken';

function lifeOf({ mode, engine, over, waiting }: LabSummary): Life {
  if (mode === 'recording' || over) return 'over';
  switch (engine) {
    case 'lost':
    case 'unresponsive':
      return 'broken';
    case 'ended':
      return 'over';
    case 'starting':
    case 'running':
      return waiting > 0 ? 'waits' : 'busy';
    default:
      return unreachable(engine);
  }
}

/** How a lab is, in a few words. */
function wordsOf(lab: LabSummary): string {
  const pages = lab.viewers === 0 ? 'nobody looks' : lab.viewers === 1 ? 'one page looks' : `${lab.viewers} pages look`;
  if (lab.mode === 'recording') return `a recording, ${pages}`;
  if (lab.engine === 'lost') return `broken off, ${pages}`;
  if (lab.engine === 'unresponsive') return `does not answer, ${pages}`;
  if (lab.over || lab.engine === 'ended') return `ended, ${pages}`;
  if (lab.engine === 'starting') return `starting, ${pages}`;
  const waits = lab.waiting === 0 ? 'at work' : `${lab.waiting} ${lab.waiting === 1 ? 'gate waits' : 'gates wait'}`;
  return `${waits}, ${pages}`;
}
