import type { Failure } from '#shared/base/result';
import type { Person } from '../sessions/owner.ts';
import type { Labs } from '../sessions/labs.ts';
import type { Session } from '../sessions/session.ts';
import { Wall } from '../wall/wall.ts';
import type { Walk } from '../walks/walk.ts';
import type { Walks } from '../walks/walks.ts';

/** What somebody finds and may do: a presenter everything, a viewer its own labs and walk and those given to a class. */
export interface Finder {
  session(id: string, person: Person): Session | null;
  /** Null where this person may change what happens in this lab; else why not. */
  whyNotCommand(session: Session, person: Person): Failure | null;
  /** Begins a lab again, at the cost of one start of this person's budget. Null, or why not. */
  restart(session: Session, person: Person): Failure | null;
  /** Every student's lab in small; null for whoever may not see it. */
  wall(person: Person): Wall | null;
  /** Somebody follows under this name. */
  met(person: Person, name: string): void;
  walk(id: string, person: Person): Walk | null;
  mayDrive(walk: string, person: Person): boolean;
  /** Where followers join this walk: addresses for people. */
  joinAddresses(walk: string): readonly string[];
}

/** @param joinAddresses where followers join the walk of this id */
export function createFinder(labs: Labs, walks: Walks, joinAddresses: (walk: string) => readonly string[]): Finder {
  const wall = new Wall(labs, walks);
  return {
    wall: (person) => (person.role === 'presenter' ? wall : null),
    met: (person, name) => {
      if (person.role === 'viewer') walks.students.meet(person.id, name);
    },
    session: (id, person) => labs.own(id, person) ?? (walks.shows(id, person) ? labs.get(id) : null),
    whyNotCommand: (session, person) => labs.whyNotCommand(session, person),
    restart: (session, person) => labs.restart(session, person),
    walk: (id, person) => walks.get(id, person),
    mayDrive: (walk, person) => walks.mayDrive(walk, person),
    joinAddresses: (walk) => (walks.isGiven(walk) ? joinAddresses(walk) : []),
  };
}
