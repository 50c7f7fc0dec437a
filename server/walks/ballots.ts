import type { Scene } from '#shared/lessons/scene';
import { Votes } from './votes.ts';

/**
 * The answers to a walk's questions, scene by scene, for as long as the walk lasts. A question that is put again begins anew.
 * They stand in this process's memory and nowhere else; the presenter alone can take them out (`asCsv`).
 */
export class Ballots {
  private readonly scenes: readonly Scene[];
  private readonly votes = new Map<number, Votes>();

  constructor(scenes: readonly Scene[]) {
    this.scenes = scenes;
  }

  /** The answers to this scene's question. */
  of(scene: number): Votes {
    const known = this.votes.get(scene) ?? new Votes();
    this.votes.set(scene, known);
    return known;
  }

  /** The scene's question is put anew. */
  begin(scene: number): void {
    this.votes.delete(scene);
  }

  /** How many answers all questions have had. */
  get size(): number {
    return [...this.votes.values()].reduce((sum, { size }) => sum + size, 0);
  }

  /**
   * All answers as a table of RFC 4180, with a header: one row a page's answer, one for each count of hands. A name is what
   * somebody typed: one that a spreadsheet would take for a formula gets an apostrophe before it.
   */
  asCsv(): string {
    const rows = [...this.votes].sort(([one], [other]) => one - other).flatMap(([at, votes]) => this.rows(at, votes));
    return [['scene', 'question', 'answer', 'right', 'name', 'count'], ...rows]
      .map((row) => `${row.map(field).join(',')}\r\n`)
      .join('');
  }

  private rows(at: number, votes: Votes): readonly (readonly string[])[] {
    const ask = this.scenes[at]?.ask ?? null;
    if (ask === null) return [];
    const row = (option: number, name: string, count: number): string[] => [
      String(at + 1),
      ask.text,
      ask.options[option] ?? '',
      option === ask.answer ? 'yes' : 'no',
      name,
      String(count),
    ];
    const hands = votes.hands(ask.options.length);
    return [
      ...votes.all.map(({ option, name }) => row(option, name, 1)),
      ...hands.flatMap((count, option) => (count > 0 ? [row(option, 'by show of hands', count)] : [])),
    ];
  }
}

const field = (text: string): string => {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};
