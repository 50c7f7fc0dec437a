import type { Result } from '#shared/base/result';
import { machineSocketsSchema } from '#shared/protocol/sockets';
import type { MachineSockets } from '#shared/protocol/sockets';
import { ask } from './rest.ts';

/** One look at the sockets of the machine that the server runs on. Apart from rest.ts: only their own page asks. */
export const fetchMachineSockets = (): Promise<Result<MachineSockets>> => ask('/api/sockets', machineSocketsSchema);
