import { useState } from 'react';
import { Logo } from '../../ui/icons.tsx';

/** Asks a follower for a name, which may stay empty. It is shown to the presenter with the answers and kept nowhere. */
export function JoinName({ onJoin }: { readonly onJoin: (name: string) => void }) {
  const [name, setName] = useState('');
  return (
    <main className="walk-name" data-page="join">
      <h1>
        <Logo /> Follow the walkthrough
      </h1>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onJoin(name.trim());
        }}
      >
        <label>
          Your name, if you like
          <input
            value={name}
            maxLength={40}
            autoComplete="nickname"
            onChange={(event) => setName(event.target.value)}
          />
        </label>
        <button type="submit" className="button button-strong">
          Follow
        </button>
        <p className="walk-hint">
          The presenter sees it beside your answers and your labs. Nothing is kept when the walkthrough ends, unless the
          presenter saves the answers.
        </p>
      </form>
    </main>
  );
}
