import type { ComponentProps } from 'react';
import { pathOf, type Route } from '../store/address.ts';
import { useRoute } from '../store/route.ts';
import { isForTab } from './click.ts';

interface PlaceLinkProps extends Omit<ComponentProps<'a'>, 'href' | 'onClick'> {
  readonly to: Route;
}

/** A link to another place of the page: gone to without loading the page anew, or opened in a tab of its own as any link. */
export function PlaceLink({ to, children, ...rest }: PlaceLinkProps) {
  const go = useRoute((store) => store.go);
  return (
    <a
      {...rest}
      href={pathOf(to)}
      onClick={(event) => {
        if (!isForTab(event)) return;
        event.preventDefault();
        go(to);
      }}
    >
      {children}
    </a>
  );
}
