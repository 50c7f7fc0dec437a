import { Logo } from './icons.tsx';
import { PlaceLink } from './PlaceLink.tsx';

/** The product's name at a page's head: the way home. */
export const HomeLink = ({ className }: { readonly className?: string }) => (
  <PlaceLink to={{ page: 'home' }} className={className}>
    <Logo /> <span>Sockscope</span>
  </PlaceLink>
);
