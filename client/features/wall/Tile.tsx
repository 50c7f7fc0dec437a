import { memo, type ReactNode } from 'react';
import type { WallTile } from '#shared/protocol/wall';
import { type Route } from '../../store/address.ts';
import { PlaceLink } from '../../ui/PlaceLink.tsx';
import { RoleMark } from '../../ui/RoleMark.tsx';
import { roleStyle } from '../../ui/roles.ts';
import { agoWords, callWords, lifeWords, nameOf, progressWords } from './words.ts';

interface TileProps {
  readonly tile: WallTile;
  /** Milliseconds since 1970 by the server's clock, a few seconds exact. */
  readonly now: number;
  /** Draws the sockets on their state machine. */
  readonly figure: (tile: WallTile) => ReactNode;
}

/** One student's lab in small; pressed, it opens to be watched. */
export const Tile = memo(function Tile({ tile, now, figure }: TileProps) {
  const place = placeOf(tile);
  const heading = `tile-${tile.id}`;
  return (
    <li
      className="tile"
      data-life={tile.life}
      data-tile={tile.id}
      data-watched={tile.watched}
      aria-labelledby={heading}
    >
      <header>
        <h2 id={heading}>{place === null ? nameOf(tile) : <PlaceLink to={place}>{nameOf(tile)}</PlaceLink>}</h2>
        <span className="tile-life">
          <span className="tile-mark" aria-hidden="true" />
          {lifeWords[tile.life]}
        </span>
      </header>
      <p className="tile-what">
        <span className="tile-title">{tile.walk === null ? tile.title : tile.walk.scene}</span>
        {tile.changed && <span className="tile-changed">changed</span>}
        <span className="tile-progress">{progressWords(tile)}</span>
      </p>
      <Progress tile={tile} />
      <div className="tile-state">
        <div className="tile-figure">{figure(tile)}</div>
        <ul className="tile-sockets" aria-label="Sockets">
          {tile.sockets.length === 0 && <li className="tile-none">no socket</li>}
          {tile.sockets.map(({ id, role, state }) => (
            <li key={id} data-state={state}>
              <RoleMark style={roleStyle(role, tile.programs)} />
              <span className="visually-hidden">{role ?? 'nobody’s'} </span>
              <code>{state}</code>
            </li>
          ))}
        </ul>
      </div>
      <footer>
        <LastWords tile={tile} />
        <span className="tile-ago">
          {tile.watched ? '' : 'left · '}
          {tile.since === null ? '' : agoWords(now - tile.since)}
        </span>
      </footer>
    </li>
  );
});

function Progress({ tile }: { readonly tile: WallTile }) {
  const { done, of } = tile.progress;
  if (of === null) return <span className="tile-bar" />;
  return <meter className="tile-bar" min={0} max={Math.max(of, 1)} value={Math.min(done, of)} aria-label="Progress" />;
}

/** Why it needs help, or what was called last. */
function LastWords({ tile }: { readonly tile: WallTile }) {
  if (tile.why !== null) return <span className="tile-why">{tile.why}</span>;
  if (tile.call === null) return <span className="tile-call" />;
  const { role, errno } = tile.call;
  return (
    <span className="tile-call" data-failed={errno !== null || undefined}>
      <RoleMark style={roleStyle(role, tile.programs)} />
      <span className="visually-hidden">{role}: </span>
      <code>{callWords(tile.call)}</code>
    </span>
  );
}

function placeOf({ walk, lab }: WallTile): Route | null {
  if (walk !== null) return { page: 'walk', walk: walk.id, view: 'watch' };
  return lab === null ? null : { page: 'lab', lab, watch: true };
}
