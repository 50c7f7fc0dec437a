/** What a person who meets a call for the first time wants to know. Facts from the man pages (section 2 or 3). */
export interface Card {
  readonly name: string;
  /** The section of its man page: 2 asks the kernel, 3 is a library function. */
  readonly section: 2 | 3;
  /** One or two sentences: what it is for. */
  readonly purpose: string;
  readonly args: readonly (readonly [name: string, meaning: string])[];
  readonly result: string;
  /** The errors a beginner meets, by errno's name, and when. */
  readonly errors: readonly (readonly [errno: string, when: string])[];
  readonly when: string;
}

/** The call's page on man7.org; calls that share a page (send, sendto) have it under each of their names. */
export const manPage = ({ name, section }: Pick<Card, 'name' | 'section'>): string =>
  `https://man7.org/linux/man-pages/man${section}/${name}.${section}.html`;
