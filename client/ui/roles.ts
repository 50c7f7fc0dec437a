/** What a role is drawn as. Never by colour alone: shape and dash tell the same (VISUAL.md, tokens). */
export interface RoleStyle {
  /** Chooses the colours and the dash: server solid, client dashed, nobody grey. */
  readonly kind: 'server' | 'client' | 'nobody';
  readonly shape: 'disc' | 'ring' | 'diamond' | 'triangle' | 'square' | 'hexagon';
}

const clientShapes = ['diamond', 'triangle', 'square', 'hexagon'] as const;

const isServer = (name: string, index: number): boolean =>
  name.startsWith('server') || (index === 0 && name !== 'client');

/**
 * The first program of a lesson (or any called server…) wears the server's style; each further one has the client's
 * dash and a shape of its own.
 * @param role null: an object that no program made
 */
export function roleStyle(role: string | null, programs: readonly { readonly role: string }[]): RoleStyle {
  if (role === null) return { kind: 'nobody', shape: 'square' };
  const index = programs.findIndex((program) => program.role === role);
  if (isServer(role, index)) return { kind: 'server', shape: 'disc' };
  const others = programs.filter((program, i) => !isServer(program.role, i));
  const place = Math.max(
    0,
    others.findIndex((program) => program.role === role),
  );
  return { kind: 'client', shape: clientShapes[place % clientShapes.length] ?? 'diamond' };
}
