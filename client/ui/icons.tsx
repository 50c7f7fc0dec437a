import type { ReactNode } from 'react';

interface IconProps {
  readonly children: ReactNode;
}

/** Every icon is drawn on 24 x 24 in the text's colour; the button around it carries the words. */
const Icon = ({ children }: IconProps) => (
  <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    {children}
  </svg>
);

export const BackIcon = () => (
  <Icon>
    <path d="M15 4 7 12l8 8" className="icon-line icon-bold" />
  </Icon>
);

export const PlayIcon = () => (
  <Icon>
    <path d="M7 4v16l13-8Z" className="icon-solid" />
  </Icon>
);

export const PauseIcon = () => (
  <Icon>
    <path d="M6 4h4v16H6zM14 4h4v16h-4z" className="icon-solid" />
  </Icon>
);

export const ThemeIcon = () => (
  <Icon>
    <circle cx="12" cy="12" r="9" className="icon-line" />
    <path d="M12 3a9 9 0 0 1 0 18Z" className="icon-solid" />
  </Icon>
);

export const ContrastIcon = () => (
  <Icon>
    <path d="M4 20 10.500 4h3L20 20M7 14h10" className="icon-line icon-bold" />
  </Icon>
);

export const LectureIcon = () => (
  <Icon>
    <path d="M3 5h18v11H3zM12 16v4M8 21h8" className="icon-line" />
  </Icon>
);

export const KeysIcon = () => (
  <Icon>
    <path d="M8.5 9a3.5 3.5 0 1 1 5 3.200c-1 .5-1.5 1.200-1.5 2.300M12 18v.5" className="icon-line" />
  </Icon>
);

export const FullScreenIcon = () => (
  <Icon>
    <path d="M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5" className="icon-line" />
  </Icon>
);

export const CrossIcon = () => (
  <Icon>
    <path d="m6 6 12 12M18 6 6 18" className="icon-line" />
  </Icon>
);

export const CheckIcon = () => (
  <Icon>
    <path d="m5 12.5 4.5 4.5L19 7" className="icon-line" />
  </Icon>
);

/** The two ends and what joins them: the product's mark. */
export const Logo = () => (
  <svg className="logo" viewBox="0 0 54 18" aria-hidden="true" focusable="false">
    <path d="M8 9h36" stroke="currentColor" strokeWidth="2" />
    <circle cx="8" cy="9" r="7" fill="currentColor" />
    <path d="M44 .5 52.5 9 44 17.5 35.5 9Z" fill="currentColor" />
  </svg>
);

export const SaveIcon = () => (
  <Icon>
    <path d="M12 3v12m-5-5 5 5 5-5M4 17v4h16v-4" className="icon-line" />
  </Icon>
);

export const EditIcon = () => (
  <Icon>
    <path d="m8 6-6 6 6 6M16 6l6 6-6 6M14 4l-4 16" className="icon-line" />
  </Icon>
);

/** A code that a phone reads. */
export const JoinIcon = () => (
  <Icon>
    <path d="M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2v2h-2zM18 18h2v2h-2zM18 14h2M14 18v2" className="icon-line" />
  </Icon>
);
