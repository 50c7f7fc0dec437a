import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { z } from 'zod';

/** The pictures that a person looked at and found right, small, and which Chromium painted them. */
const FOLDER = fileURLToPath(new URL('pictures', import.meta.url));
const NOTE = join(FOLDER, 'made-with.json');
const noteSchema = z.object({ chromium: z.string() });

/** `SOCKSCOPE_PICTURES=keep` writes the pictures anew instead of comparing with them. */
const keeping = process.env['SOCKSCOPE_PICTURES'] === 'keep';

/** A kept picture's width in pixels: of a desk's screen, and of a phone's. */
const WIDTHS = { desk: 400, phone: 200 } as const;

/** Cells across a picture when two are compared: far coarser than a letter. */
const CELLS = 40;

/** A cell is another one where a channel's mean differs by more than this, of 255. */
const CELL_DIFFERS = 10;

/** Why there is nothing to compare with in this browser, or null: another Chromium paints other pixels. */
export function whyNoPictures(chromium: string): string | null {
  if (keeping) return null;
  if (!existsSync(NOTE)) return 'no pictures are kept; run this test with SOCKSCOPE_PICTURES=keep';
  const made = noteSchema.parse(JSON.parse(readFileSync(NOTE, 'utf8'))).chromium;
  return made === chromium ? null : `the kept pictures are of Chromium ${made}, and this is ${chromium}`;
}

/**
 * Compares what the page shows with the kept picture of that name, as one sees it from the last row: the share of its cells
 * that look different, 0 to 1. `canvas` is an empty page that does the arithmetic.
 */
export async function differenceFromKept(page: Page, canvas: Page, name: string): Promise<number> {
  const shown = (await page.screenshot()).toString('base64');
  const path = join(FOLDER, `${name}.png`);
  const width = (page.viewportSize()?.width ?? 0) > 900 ? WIDTHS.desk : WIDTHS.phone;
  if (keeping) {
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(path, Buffer.from(await shrunk(canvas, shown, width), 'base64'));
    writeFileSync(NOTE, `{ "chromium": "${page.context().browser()?.version() ?? ''}" }\n`);
    return 0;
  }
  const kept = readFileSync(path).toString('base64');
  // Shrunk in the same way first: otherwise the shrinking itself would be a difference.
  return difference(canvas, kept, await shrunk(canvas, shown, width));
}

const shrunk = (canvas: Page, png: string, width: number): Promise<string> =>
  canvas.evaluate(
    async ([data, wide]) => {
      const image = new Image();
      image.src = `data:image/png;base64,${data}`;
      await image.decode();
      const board = document.createElement('canvas');
      board.width = wide;
      board.height = Math.round((image.height * wide) / image.width);
      const pen = board.getContext('2d');
      if (pen === null) throw new Error('this browser has no canvas');
      pen.imageSmoothingQuality = 'high';
      pen.drawImage(image, 0, 0, board.width, board.height);
      return board.toDataURL('image/png').split(',')[1] ?? '';
    },
    [png, width] as const,
  );

/** The share of cells in which two pictures of one size differ; 1 where their sizes differ. */
export const difference = (canvas: Page, one: string, other: string): Promise<number> =>
  canvas.evaluate(
    async ([first, second, across, limit]) => {
      const cells = async (data: string): Promise<{ width: number; height: number; means: Uint8ClampedArray }> => {
        const image = new Image();
        image.src = `data:image/png;base64,${data}`;
        await image.decode();
        const board = document.createElement('canvas');
        board.width = across;
        board.height = Math.max(1, Math.round((image.height * across) / image.width));
        const pen = board.getContext('2d');
        if (pen === null) throw new Error('this browser has no canvas');
        pen.imageSmoothingQuality = 'high';
        pen.drawImage(image, 0, 0, board.width, board.height);
        const means = pen.getImageData(0, 0, board.width, board.height).data;
        return { width: image.width, height: image.height, means };
      };
      const [a, b] = [await cells(first), await cells(second)];
      if (a.width !== b.width || a.height !== b.height) return 1;
      let differ = 0;
      for (let at = 0; at < a.means.length; at += 4) {
        const apart = [0, 1, 2].some((i) => Math.abs((a.means[at + i] ?? 0) - (b.means[at + i] ?? 0)) > limit);
        if (apart) differ += 1;
      }
      return differ / (a.means.length / 4);
    },
    [one, other, CELLS, CELL_DIFFERS] as const,
  );
