import { unreachable } from '#shared/base/exhaustive';
import type { StateMachine } from '#shared/machines/machine';
import { datagramFigure } from './datagram-figure.ts';
import type { Figure } from './figure.ts';
import { unixStreamFigure } from './other-figures.ts';
import { tcpFigure } from './tcp-figure.ts';

/** A machine's whole figure, as it stands beside a stage: every state by its name. */
export function plateOf({ id }: StateMachine): Figure {
  switch (id) {
    case 'tcp':
      return tcpFigure('plate');
    case 'unix-stream':
      return unixStreamFigure(false);
    case 'udp':
    case 'unix-dgram':
      return datagramFigure(false);
    default:
      return unreachable(id);
  }
}
