import type { Response } from 'express';
import type { Person } from '../sessions/owner.ts';

/** Who asks, as the guard found out (app.ts). */
export const personOf = (response: Response): Person => response.locals['person'] as Person;
