import type { HostName } from '#shared/events/common';

/** The lab's hosts (fixed: a lesson's text names these addresses). */
export const hostAddresses: readonly { readonly name: HostName; readonly address: string }[] = [
  { name: 'A', address: '10.0.0.1' },
  { name: 'B', address: '10.0.0.2' },
];
