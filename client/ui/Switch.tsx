import type { ReactNode } from 'react';

interface SwitchProps {
  readonly label: string;
  /** Whether it is on; absent where it is no state but a thing to do. */
  readonly pressed?: boolean;
  readonly onPress: () => void;
  /** Of no use on a phone, which is no projector, has no keys, and its own way to full screen. */
  readonly deskOnly?: boolean;
  readonly children: ReactNode;
}

/** A button with a sign and no words: its name says what it does, and by which key. */
export const Switch = ({ label, pressed, onPress, deskOnly = false, children }: SwitchProps) => (
  <button
    type="button"
    className={`button button-icon switch${deskOnly ? ' desk-only' : ''}`}
    aria-label={label}
    title={label}
    aria-pressed={pressed}
    onClick={onPress}
  >
    {children}
  </button>
);
