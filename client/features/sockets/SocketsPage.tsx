import { useEffect, useState, type ReactNode } from 'react';
import { udp, unixDgram } from '#shared/machines/datagram';
import type { StateMachine } from '#shared/machines/machine';
import { machineFor } from '#shared/machines/machine-for';
import { totalOf, type Population } from '#shared/machines/population';
import { tcp } from '#shared/machines/tcp';
import { unixStream } from '#shared/machines/unix-stream';
import { ssRow } from '#shared/protocol/ss-row';
import { useMachineSockets, type SeenSocket } from '../../store/machine-sockets.ts';
import { usePolling } from '../../store/polling.ts';
import { HomeLink } from '../../ui/HomeLink.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { SocketTable } from './SocketTable.tsx';
import './sockets.css';

const EVERY_MS = 1000;

const MACHINES = [
  { id: 'tcp', name: 'TCP', machine: tcp },
  { id: 'udp', name: 'UDP', machine: udp },
  { id: 'unix-stream', name: 'Unix stream', machine: unixStream },
  { id: 'unix-dgram', name: 'Unix datagram', machine: unixDgram },
] as const;

interface SocketsPageProps {
  readonly tools: ReactNode;
  /** Draws the sockets of one machine, counted by state. */
  readonly figure: (machine: StateMachine, population: Population) => ReactNode;
}

/**
 * This machine's own sockets, as `ss -tuxa` lists them, a look a second, and counted on the state machine. Only looked at:
 * there is nothing on this page that changes one.
 */
export function SocketsPage({ tools, figure }: SocketsPageProps) {
  const { look, failure, watching, refresh, setWatching } = useMachineSockets();
  usePolling(refresh, watching ? EVERY_MS : null);
  useEffect(() => {
    document.title = 'This machine’s sockets · Sockscope';
  }, []);
  return (
    <div className="sockets" data-page="sockets" data-quiet={look !== null || failure !== null}>
      <header className="home-bar">
        <HomeLink className="home-brand" />
        <h1>This machine’s sockets</h1>
        <div className="home-tools">{tools}</div>
      </header>
      <main className="sockets-main">
        <div className="sockets-list">
          <p className="sockets-what">
            What <code>ss -tuxa</code> shows, told by sock_diag in the machine’s own network namespace. Only looked at:
            no lab started these, and nothing here can change them.
          </p>
          {failure !== null && (
            <div className="home-failure" role="alert">
              <p>{failure.message}</p>
              <button type="button" className="button" onClick={() => void refresh()}>
                Try again
              </button>
            </div>
          )}
          {look === null && failure === null && (
            <p className="home-wait" role="status">
              Taking the first look …
            </p>
          )}
          {look !== null && (
            <>
              <LookBar at={look.at} total={look.total} watching={watching} setWatching={setWatching} />
              {look.missing.map((sentence) => (
                <p key={sentence} className="sockets-missing">
                  {sentence}
                </p>
              ))}
              <List />
            </>
          )}
        </div>
        {look !== null && <Figures population={look.population} figure={figure} />}
      </main>
    </div>
  );
}

interface LookBarProps {
  readonly at: number;
  readonly total: number;
  readonly watching: boolean;
  readonly setWatching: (watching: boolean) => void;
}

/** When the look was taken, and the switch that holds it still. */
const LookBar = ({ at, total, watching, setWatching }: LookBarProps) => (
  <div className="sockets-look">
    <p>
      <strong>{total}</strong> sockets at <time>{new Date(at).toLocaleTimeString('en-GB')}</time>
      {watching ? ', a look a second' : ', held still'}
    </p>
    <button type="button" className="button" aria-pressed={!watching} onClick={() => setWatching(!watching)}>
      {watching ? 'Hold this look' : 'Go on looking'}
    </button>
  </div>
);

function List() {
  const { look, seen } = useMachineSockets();
  const [text, setText] = useState('');
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const shown = words.length === 0 ? seen : seen.filter((row) => hasAll(row, words));
  return (
    <>
      <label className="finder-search">
        <span>Find a socket</span>
        <input
          type="search"
          value={text}
          placeholder="a port, a path, a state, tcp …"
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setText(event.target.value)}
        />
        <span className="sockets-count" role="status">
          {shown.length === seen.length ? '' : `${shown.length} of ${seen.length}`}
        </span>
      </label>
      <div className="sockets-rows" tabIndex={0} role="region" aria-label="List of sockets">
        <SocketTable sockets={shown} />
        {look !== null && look.total > seen.length && (
          <p className="sockets-more">
            {look.total - seen.length} more are counted on the state machine and not listed here.
          </p>
        )}
      </div>
    </>
  );
}

const hasAll = ({ socket }: SeenSocket, words: readonly string[]): boolean => {
  const row = `${Object.values(ssRow(socket)).join(' ')} ${socket.state}`.toLowerCase();
  return words.every((word) => row.includes(word));
};

interface FiguresProps {
  readonly population: Population;
  readonly figure: SocketsPageProps['figure'];
}

/** The population on one machine at a time; which of them have sockets stands on the tabs. */
function Figures({ population, figure }: FiguresProps) {
  const [chosen, choose] = useState<StateMachine['id']>('tcp');
  const tabs = MACHINES.map(({ id, name }) => ({ id, name: `${name} ${totalOf(population, id)}` }));
  const machine = MACHINES.find(({ id }) => id === chosen)?.machine ?? machineFor('tcp', 'SOCK_STREAM');
  return (
    <section className="sockets-figure" aria-label="By state">
      <Tabs label="State machines" tabs={tabs} chosen={chosen} onChoose={choose} />
      <div role="tabpanel" aria-labelledby={`tab-${chosen}`}>
        {figure(machine, population)}
      </div>
    </section>
  );
}
