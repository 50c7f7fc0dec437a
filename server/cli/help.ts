import type { CommandName } from './commands.ts';

export const DEFAULT_PORT = 4870;
export const DEFAULT_HOST = '127.0.0.1';

/** What each command says of itself: how it is written, then what it does. */
const about: Readonly<Record<CommandName, string>> = {
  serve: `  sockscope [serve] [--port N] [--host ADDRESS] [--lan] [--lessons DIR] [--no-open]
      Start the server and print the address of the page. Defaults: ${DEFAULT_HOST}, port ${DEFAULT_PORT}
      (or the variables HOST and PORT). --port 0 takes any free port. --no-open, or BROWSER=none,
      opens no browser; BROWSER=program opens that one. --lan lets a class on the same network follow a
      walkthrough by its short link, read-only; the printed address drives it, on this machine alone. --lessons
      adds the lessons and walkthroughs in the folders below DIR, and reads them again when they change.
`,
  run: `  sockscope run <lesson id | walkthrough id | folder> [--json] [--record FILE]
      Run a lesson to its end without a browser and print what happens, as strace would; or a whole
      walkthrough, scene by scene. --json prints a lesson's log, one JSON object a line. --record writes
      a lesson's log as a recording, or a walkthrough's logs into a folder.
`,
  lint: `  sockscope lint <folder>
      Check a lesson or a walkthrough of your own, scenes and programs included, and start nothing.
`,
  replay: `  sockscope replay FILE [--port N] [--host ADDRESS] [--no-open]
      Start the server with this recording opened. It needs no lab.
`,
  export: `  sockscope export <recording | walkthrough | lesson id> --format html|slides|pcapng [--no-notes] [-o FILE]
      html: a recording (or a log that run --json printed), or a whole walkthrough, as one HTML file that
      plays in any browser, from disk, with nothing fetched. slides: a walkthrough as pages to print, a
      scene a page. --no-notes leaves the presenter's notes out, for a class. pcapng: a recording's
      packets as a capture file for Wireshark, each packet's fate as a comment. To standard output without -o.
`,
  coverage: `  sockscope coverage [--json | --markdown]
      Run all lessons and say which states and edges of the state machines were observed, from which
      source and in which lesson, and which were not.
`,
  doctor: `  sockscope doctor [--json]
      Say what this machine can do, why, and what would enable the rest.
`,
};

const title = 'sockscope: sockets as they really work\n\n';

const rest = `  sockscope --help, sockscope <command> --help, sockscope --version

Exit status: 0 fine; 1 a program or the lab failed, or an expectation was not met;
2 wrong usage or a faulty lesson; 3 this machine lacks what it needs.
`;

/** The help of one command, or (null) of all. Lines are at most 120 characters. */
export const helpText = (command: CommandName | null): string =>
  command === null ? `${title}${Object.values(about).join('')}${rest}` : about[command];
