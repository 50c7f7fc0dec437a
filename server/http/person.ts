import type { Response } from 'express';
import type { Owner } from '../sessions/owner.ts';

/** Who asks, as the guard found out (app.ts). */
export const personOf = (response: Response): Owner => response.locals['person'] as Owner;
