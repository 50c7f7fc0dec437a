import { useEffect, type ReactNode } from 'react';
import { useCatalogue } from '../../store/catalogue.ts';
import { useRunning } from '../../store/running.ts';
import { PlaceLink } from '../../ui/PlaceLink.tsx';
import { Logo } from '../../ui/icons.tsx';
import { Lessons } from './Lessons.tsx';
import { MachinePanel } from './MachinePanel.tsx';
import { RunningLabs } from './RunningLabs.tsx';
import { Walkthroughs } from './Walkthroughs.tsx';
import './home.css';

/**
 * The front door: what runs now, the lessons, and in plain words what this machine can show of them. `tools` stand in the
 * bar.
 */
export function HomePage({ tools }: { readonly tools?: ReactNode }) {
  const { lessons, walkthroughs, role, load } = useCatalogue();
  const { labs, failure } = useRunning();
  // What stands above the lessons comes together with them, so that nothing moves under the pointer.
  const all = lessons !== null && walkthroughs !== null && role !== null && (labs !== null || failure !== null);
  useEffect(() => {
    document.title = 'Sockscope';
    void load();
  }, [load]);
  return (
    <div className="home" data-page="home" data-quiet={all}>
      <header className="home-bar">
        <span className="home-brand">
          <Logo /> Sockscope
        </span>
        <div className="home-tools">{tools}</div>
      </header>
      <main className="home-main">
        <div className="home-intro">
          <h1>How sockets really work</h1>
          <p>
            Real processes make real system calls. The kernel’s own states and the packets between the hosts are
            observed, and every one of them waits until you let it go on.
          </p>
        </div>
        <RunningLabs shown={all} />
        <div className="home-side">
          {all && <Walkthroughs />}
          {role !== 'viewer' && (
            <aside className="home-aside" aria-label="This machine">
              <MachinePanel />
              <SocketsPanel />
            </aside>
          )}
        </div>
        <section className="home-list" aria-labelledby="lessons">
          <h2 id="lessons">Lessons</h2>
          {all ? <Lessons /> : <Reading />}
        </section>
      </main>
      <NotStarted />
    </div>
  );
}

const Reading = () => (
  <p className="home-wait" role="status">
    Reading the lessons …
  </p>
);

/** The way to the list of this machine's own sockets. */
function SocketsPanel() {
  return (
    <section className="home-machine" aria-labelledby="machine-sockets">
      <h2 id="machine-sockets">Its own sockets</h2>
      <p className="machine-why">
        What <code>ss -tuxa</code> lists, live, and counted on the state machine. Only looked at: nothing here can touch
        what no lab started.
      </p>
      <PlaceLink className="button" to={{ page: 'sockets' }}>
        Watch this machine’s sockets
      </PlaceLink>
    </section>
  );
}

/** Why the lesson that was chosen last did not start: where it is seen wherever the list stands. */
function NotStarted() {
  const { failure, forget } = useCatalogue();
  if (failure === null) return null;
  return (
    <div className="home-toast" role="alert">
      <p>{failure.message}</p>
      <button type="button" className="button" onClick={forget}>
        Close
      </button>
    </div>
  );
}
