import { useEffect, useState, type ReactNode } from 'react';
import type { WallState, WallTile } from '#shared/protocol/wall';
import { useWall } from '../../store/wall-store.ts';
import { HomeLink } from '../../ui/HomeLink.tsx';
import { ordered, sizeFor, type WallOrder } from './order.ts';
import { Tile } from './Tile.tsx';
import { classWords } from './words.ts';
import './wall.css';

/** How often the times on the tiles are told anew, in milliseconds. */
const TICK_MS = 5000;

interface WallProps {
  readonly tools: ReactNode;
  readonly figure: (tile: WallTile) => ReactNode;
}

/** Every student's lab in small, for who presents. */
export function Wall({ tools, figure }: WallProps) {
  const { wall, connection, watch } = useWall();
  useEffect(watch, [watch]);
  useEffect(() => {
    document.title = 'The wall · Sockscope';
  }, []);
  return (
    <div className="wall" data-page="wall" data-connection={connection.kind} data-tiles={wall?.tiles.length}>
      <header className="home-bar wall-bar">
        <HomeLink className="home-brand" />
        <h1>The wall</h1>
        <div className="home-tools">{tools}</div>
      </header>
      <main className="wall-main">
        {connection.kind === 'closed' && (
          <p className="home-failure" role="alert">
            {connection.message}
          </p>
        )}
        {connection.kind === 'retrying' && (
          <p className="wall-notice" role="status">
            The line to the server is down; what you see is how it was. The page tries again by itself.
          </p>
        )}
        {wall !== null && <Tiles wall={wall} figure={figure} />}
      </main>
    </div>
  );
}

function Tiles({ wall, figure }: { readonly wall: WallState; readonly figure: WallProps['figure'] }) {
  const [order, setOrder] = useState<WallOrder>('help');
  const now = useServerTime();
  const { tiles, places } = wall;
  if (tiles.length === 0) {
    return (
      <p className="home-wait">
        No student has a lab yet. Whoever follows a walkthrough finds “A lab of my own” and “Take it alone” below the
        picture; what they do there is shown here.
      </p>
    );
  }
  return (
    <>
      <div className="wall-head">
        <p role="status">{classWords(tiles)}</p>
        <p className="wall-places">
          {places.taken} of {places.most} places taken
        </p>
        <button
          type="button"
          className="button"
          aria-pressed={order === 'help'}
          onClick={() => setOrder(order === 'help' ? 'number' : 'help')}
        >
          Who needs help first
        </button>
      </div>
      <ul className="wall-tiles" data-size={sizeFor(tiles.length)}>
        {ordered(tiles, order).map((tile) => (
          <Tile key={tile.id} tile={tile} now={now} figure={figure} />
        ))}
      </ul>
    </>
  );
}

/** The server's clock, every few seconds. */
function useServerTime(): number {
  const ahead = useWall((store) => store.ahead);
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const ticking = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(ticking);
  }, []);
  return Math.round((now + ahead) / TICK_MS) * TICK_MS;
}
