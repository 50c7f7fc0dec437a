import { Logo } from '../../ui/icons.tsx';
import { PlaceLink } from '../../ui/PlaceLink.tsx';

/** There is no such walkthrough, or none any more: what the server said, and where to go from here. `home`: this page has the lessons. */
export function NoWalk({ message, home }: { readonly message: string; readonly home: boolean }) {
  return (
    <main className="walk-name" data-page="no-walk">
      <h1>
        <Logo /> No walkthrough here
      </h1>
      <p role="alert">{message}</p>
      <p className="walk-name-ways">
        <button type="button" className="button" onClick={() => window.location.reload()}>
          Look again
        </button>
        {home && (
          <PlaceLink to={{ page: 'home' }} className="button button-strong">
            To the lessons
          </PlaceLink>
        )}
      </p>
    </main>
  );
}
