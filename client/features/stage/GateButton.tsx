import type { JSX, KeyboardEvent, ReactNode } from 'react';
import type { GateAction } from '#shared/events/gate';

/** Releases a gate; the action is for packets, and its time for `delay`. */
export type Release = (gate: string, action?: GateAction, delayMs?: number) => void;

/** Shows what is known of something. */
export type Inspect = (
  what: { readonly kind: 'call'; readonly name: string } | { readonly kind: 'socket' | 'packet'; readonly id: string },
) => void;

/**
 * Something on the stage that can be pressed. SVG has no button element: role, focus and keys are given here. Inactive,
 * it is only a group.
 */
export function Pressable(props: {
  label: string;
  active: boolean;
  onPress: () => void;
  className: string;
  children: ReactNode;
  data?: Readonly<Record<`data-${string}`, string>>;
}): JSX.Element {
  const { label, active, onPress, className, children, data } = props;
  if (!active)
    return (
      <g className={className} {...data}>
        {children}
      </g>
    );
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    event.stopPropagation();
    onPress();
  };
  return (
    <g
      className={`${className} stage-pressable`}
      role="button"
      tabIndex={0}
      aria-label={label}
      onClick={onPress}
      onKeyDown={onKeyDown}
      {...data}
    >
      {children}
    </g>
  );
}
