import { middleY, type Point, type Rect } from '../../ui/geometry.ts';
import { codeWidth } from '../../ui/text-width.ts';
import type { Token } from './marks.ts';

export interface PlacedToken {
  readonly token: Token;
  readonly at: Point;
  readonly size: number;
  /** How many sockets this sign stands for. */
  readonly count: number;
}

export interface NodeContents {
  readonly tokens: readonly PlacedToken[];
  /** Centre of the name, which gives way to the tokens. */
  readonly textX: number;
}

/**
 * Tokens stand at the left in a node, the name in what is left. One sign a socket; from three on, one sign with a number
 * for each shape; from three shapes on, for each colour.
 */
export function fillNode(box: Rect, tokens: readonly Token[], name: string, text: number): NodeContents {
  const groups = groupsOf(tokens);
  const nameWidth = codeWidth(name, text);
  const numbered = groups.filter((group) => group.length > 1).length * text * 1.3;
  const beside = nameWidth + groups.length * text * 1.1 + numbered + 8 <= box.width;
  const size = beside || groups.length < 2 ? text * 1.1 : text * 0.8;
  if (!beside && groups.length === 2) return stacked(box, groups, nameWidth, size);
  const numbers = groups.reduce((sum, group) => sum + (group.length > 1 ? text * 1.3 : 0), 0);
  const spare = box.width - nameWidth - groups.length * size - numbers;
  const gap = Math.max(2, Math.min(text * 0.75, spare / (groups.length + 2)));
  let x = box.x + gap;
  const placed = groups.map((group): PlacedToken | null => {
    const token = group.at(-1);
    const at = { x: x + size / 2, y: middleY(box) };
    x += size + gap * 0.7 + (group.length > 1 ? text * 1.3 : 0);
    return token === undefined ? null : { token, at, size, count: group.length };
  });
  const from = groups.length === 0 ? box.x : x;
  return {
    tokens: placed.filter((entry) => entry !== null),
    textX: groups.length === 0 ? box.x + box.width / 2 : (from + box.x + box.width - gap * 0.5) / 2,
  };
}

/** Two signs above each other, where the name leaves no room for them side by side. */
function stacked(box: Rect, groups: readonly (readonly Token[])[], nameWidth: number, size: number): NodeContents {
  const number = groups.some((group) => group.length > 1) ? size * 1.3 : 0;
  const gap = Math.max(2, (box.width - nameWidth - size - number) / 3);
  const tokens = groups.flatMap((group, i): PlacedToken[] => {
    const token = group.at(-1);
    const y = middleY(box) + (i === 0 ? -1 : 1) * size * 0.62;
    return token === undefined ? [] : [{ token, at: { x: box.x + gap + size / 2, y }, size, count: group.length }];
  });
  return { tokens, textX: box.x + 2 * gap + size + number + nameWidth / 2 };
}

function groupsOf(tokens: readonly Token[]): readonly (readonly Token[])[] {
  if (tokens.length <= 2) return tokens.map((token) => [token]);
  const shapes = grouped(tokens, ({ style }) => `${style.kind} ${style.shape}`);
  return shapes.length <= 2 ? shapes : grouped(tokens, ({ style }) => style.kind);
}

function grouped(tokens: readonly Token[], keyOf: (token: Token) => string): readonly (readonly Token[])[] {
  const groups = new Map<string, Token[]>();
  for (const token of tokens) {
    const key = keyOf(token);
    groups.set(key, [...(groups.get(key) ?? []), token]);
  }
  return [...groups.values()];
}
