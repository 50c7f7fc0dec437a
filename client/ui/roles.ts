/** What a role is drawn as. Never by colour alone: shape and dash tell the same (VISUAL.md, tokens). */
export interface RoleStyle {
  /** Chooses the colours and the dash: server solid, client dashed, nobody grey. */
  readonly kind: 'server' | 'client' | 'nobody';
  readonly shape: 'disc' | 'ring' | 'diamond' | 'triangle' | 'square' | 'hexagon';
}

type Programs = readonly { readonly role: string }[];

const clientShapes = ['diamond', 'triangle', 'square', 'hexagon'] as const;

/** A forked child of a server: the server's colour in another shape. */
const childShapes = ['hexagon', 'square', 'triangle', 'diamond'] as const;

/** "server/1": the program a forked child comes from, and which child of it; null where it is a program of the lesson. */
function childOf(role: string, programs: Programs): { readonly program: string; readonly child: number } | null {
  const slash = role.indexOf('/');
  if (slash < 0 || programs.some((program) => program.role === role)) return null;
  return { program: role.slice(0, slash), child: Number(/(\d+)$/.exec(role)?.[1] ?? 1) };
}

/** Whoever is called server…; where nobody is, the first program that is not called a client. */
function isServer(role: string, programs: Programs): boolean {
  if (role.startsWith('server')) return true;
  if (programs.some((program) => program.role.startsWith('server'))) return false;
  return programs.find((program) => !/\bclient/.test(program.role))?.role === role;
}

/**
 * The server of a lesson wears the server's style; each further program has the client's dash and a shape of its own. A
 * forked child wears its program's colour in another shape.
 * @param role null: an object that no program made
 */
export function roleStyle(role: string | null, programs: Programs): RoleStyle {
  if (role === null) return { kind: 'nobody', shape: 'square' };
  const child = childOf(role, programs);
  if (child !== null) {
    const { kind, shape } = roleStyle(child.program, programs);
    const shapes = kind === 'server' ? childShapes : clientShapes.filter((other) => other !== shape);
    return { kind, shape: shapes[(child.child - 1) % shapes.length] ?? shape };
  }
  if (isServer(role, programs)) return { kind: 'server', shape: 'disc' };
  const others = programs.filter((program) => !isServer(program.role, programs));
  const place = Math.max(
    0,
    others.findIndex((program) => program.role === role),
  );
  return { kind: 'client', shape: clientShapes[place % clientShapes.length] ?? 'diamond' };
}

/**
 * Where several programs share one host and the server is not named first: the server, which then stands alone at the right.
 * null: the first program stands alone at the left, as usual.
 */
export function aloneAtRight(programs: readonly { readonly role: string; readonly host: string }[]): string | null {
  const first = programs[0];
  if (first === undefined || programs.length < 3 || programs.some(({ host }) => host !== first.host)) return null;
  const server = programs.find(({ role }) => role.startsWith('server'));
  return server === undefined || server === first ? null : server.role;
}
