/** What the commands exit with. Scripts rely on these numbers; `--help` prints them. */
export const exitStatus = {
  fine: 0,
  /** A program or the lab failed, or an expectation of the lesson was not met. */
  failed: 1,
  /** Wrong usage, or a faulty lesson. */
  usage: 2,
  /** This machine lacks what the command needs. */
  lacking: 3,
} as const;
