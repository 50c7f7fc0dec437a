/** Why something was thrown, for the middle of a sentence: an error's own words, or whatever else it was. */
export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
