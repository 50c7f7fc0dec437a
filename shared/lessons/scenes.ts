import { isMap, type YAMLMap } from 'yaml';
import type { Diagnostic } from './lesson.ts';
import { panes, type Claim, type Focus, type Pane, type Scene, type SceneStep } from './scene.ts';
import { SceneLabs, type RolesOfLesson } from './scene-labs.ts';
import { parseQuestion } from './scene-question.ts';
import { parseFocus, parseStep, rolesOfStep } from './scene-steps.ts';
import { knownKeys, texts, type Fault } from './scene-yaml.ts';
import { readYaml, scalarText, valueOf, type Yaml } from './yaml.ts';

const sceneKeys = ['lab', 'beside', 'run', 'show', 'focus', 'expect', 'ask', 'try', 'minutes'] as const;
const MOST_PANES = 2;
const MOST_MINUTES = 60;

export interface ReadScenes {
  readonly scenes: readonly Scene[];
  readonly faults: readonly Diagnostic[];
}

/**
 * The scenes of a lesson's text: each `## Title`, then a block fenced by ```scene and ``` (YAML: lab, beside, run, show, focus,
 * expect, ask, try, minutes), narration in paragraphs, and lines that begin with `>` for the presenter alone. What stands
 * before the first heading is not told.
 * @param own the lesson whose lab the first scene starts, if that names none; null: a walkthrough, whose scenes name theirs
 */
export function parseScenes(
  file: string,
  body: string,
  bodyLine: number,
  own: string | null,
  roles: RolesOfLesson,
): ReadScenes {
  const reader = new SceneReader(file, own, roles);
  for (const part of partsOf(body, bodyLine)) reader.read(part);
  return { scenes: reader.scenes, faults: reader.faults };
}

/** One heading and the lines below it. */
interface Part {
  readonly title: string;
  readonly line: number;
  readonly lines: readonly string[];
}

function partsOf(body: string, bodyLine: number): readonly Part[] {
  const parts: { title: string; line: number; lines: string[] }[] = [];
  body.split(/\r?\n/).forEach((line, i) => {
    const title = headingOf(line);
    if (title !== null) parts.push({ title, line: bodyLine + i, lines: [] });
    else parts.at(-1)?.lines.push(line);
  });
  return parts;
}

/** The text of a heading of the second level (CommonMark 4.2: hashes at its end are no part of it), or null. */
function headingOf(line: string): string | null {
  if (!/^##\s/.test(line)) return null;
  const text = line.slice(2).trim();
  let end = text.length;
  while (end > 1 && text[end - 1] === '#') end -= 1;
  return text === '' ? null : text.slice(0, end).trim();
}

class SceneReader {
  readonly scenes: Scene[] = [];
  readonly faults: Diagnostic[] = [];
  readonly #file: string;
  readonly #roles: RolesOfLesson;
  /** The lessons in whose labs the scenes are now: one, two side by side, or none yet. */
  #lessons: readonly string[];

  constructor(file: string, own: string | null, roles: RolesOfLesson) {
    this.#file = file;
    this.#lessons = own === null ? [] : [own];
    this.#roles = roles;
  }

  read(part: Part): void {
    const { yaml, yamlLine, narration, notes } = this.#split(part);
    const directives = yaml === null ? null : this.#directives(yaml, yamlLine);
    const map = directives?.map ?? null;
    const fault: Fault = (node, message) =>
      this.faults.push(directives?.yaml.at(node, message) ?? { file: this.#file, line: part.line, column: 1, message });
    if (map !== null) knownKeys(map, sceneKeys, 'a scene', fault);
    const lab = this.#lesson(map, 'lab', fault);
    const beside = this.#beside(map, lab, fault);
    if (lab !== null) this.#lessons = beside === null ? [lab] : [lab, beside];
    const first = this.scenes.length === 0 ? this.#lessons[0] : undefined;
    if (this.#lessons.length === 0 && this.scenes.length === 0) {
      fault(null, 'the first scene has no lab; name the lesson whose programs it runs, such as lab: tcp-echo.');
    }
    const labs = new SceneLabs(this.#lessons, this.#roles);
    this.scenes.push({
      title: part.title,
      line: part.line,
      narration,
      notes,
      lab: lab ?? first ?? null,
      beside,
      run: this.#steps(map, labs, fault),
      show: this.#panes(map, labs, fault),
      focus: this.#focuses(map, labs, fault),
      expect: this.#expectations(map, labs, fault),
      ask: parseQuestion(valueOf(map, 'ask'), labs, fault),
      tryNext: this.#toTry(map, fault),
      minutes: this.#minutes(map, fault),
    });
  }

  /** The scene's YAML, its narration and its notes apart. */
  #split(part: Part): { yaml: string | null; yamlLine: number; narration: string; notes: string } {
    const open = part.lines.findIndex((line) => /^```scene\s*$/.test(line));
    const close = open < 0 ? -1 : part.lines.findIndex((line, i) => i > open && /^```\s*$/.test(line));
    if (open >= 0 && close < 0) {
      const message = 'the block ```scene has no end; add a line of three backticks (```) after it.';
      this.faults.push({ file: this.#file, line: part.line + 1 + open, column: 1, message });
    }
    const text = part.lines.filter((_, i) => open < 0 || i < open || (close >= 0 && i > close));
    return {
      yaml: close < 0 ? null : part.lines.slice(open + 1, close).join('\n'),
      yamlLine: part.line + 2 + open,
      narration: text
        .filter((line) => !line.startsWith('>'))
        .join('\n')
        .replaceAll(/\n{3,}/g, '\n\n')
        .trim(),
      notes: text
        .filter((line) => line.startsWith('>'))
        .map((line) => line.replace(/^>\s?/, ''))
        .join('\n')
        .trim(),
    };
  }

  #directives(text: string, line: number): { yaml: Yaml; map: YAMLMap.Parsed | null } | null {
    const yaml = readYaml(this.#file, text, line);
    if (!yaml.ok) {
      this.faults.push(...yaml.error);
      return null;
    }
    const { root } = yaml.value;
    if (isMap(root)) return { yaml: yaml.value, map: root };
    if (root !== null)
      this.faults.push(yaml.value.at(root, 'a scene is written in keys, such as run: until client is SYN_SENT.'));
    return { yaml: yaml.value, map: null };
  }

  /** The id of a lesson that exists, under `key`. */
  #lesson(map: YAMLMap.Parsed | null, key: 'lab' | 'beside', fault: Fault): string | null {
    const node = valueOf(map, key);
    if (node === null) return null;
    const id = scalarText(node);
    if (id !== null && this.#roles(id) !== null) return id;
    fault(node, `there is no lesson ${id ?? 'like this'}; name one by its id, such as ${key}: tcp-echo.`);
    return null;
  }

  #beside(map: YAMLMap.Parsed | null, lab: string | null, fault: Fault): string | null {
    const node = valueOf(map, 'beside');
    const beside = this.#lesson(map, 'beside', fault);
    if (beside === null) return null;
    if (valueOf(map, 'lab') === null) {
      fault(node, 'two labs side by side start together; name the first one too, such as lab: tcp-echo.');
      return null;
    }
    if (beside === lab) fault(node, `${beside} is the first lab already; name another lesson to compare it with.`);
    return beside === lab ? null : beside;
  }

  #steps(map: YAMLMap.Parsed | null, labs: SceneLabs, fault: Fault): readonly SceneStep[] {
    return texts(valueOf(map, 'run'), 'run', fault).flatMap((said) => {
      const step = labs.read(said, parseStep, rolesOfStep, fault);
      return step === null ? [] : [{ ...step.value, ...step.placed }];
    });
  }

  #panes(map: YAMLMap.Parsed | null, labs: SceneLabs, fault: Fault): readonly Pane[] {
    const node = valueOf(map, 'show');
    const named = texts(node, 'show', fault).flatMap(({ node: at, text }) => {
      const pane = panes.find((name) => name === text);
      if (pane === undefined) fault(at, `there is no pane ${text}; write one of ${panes.join(', ')}.`);
      return pane === undefined ? [] : [pane];
    });
    if (named.length > MOST_PANES) fault(node, `a class can follow ${MOST_PANES} panes at once; leave some out.`);
    else if (labs.two && named.length > 1)
      fault(node, 'each of two labs side by side has room for one view; name one.');
    return named;
  }

  #focuses(map: YAMLMap.Parsed | null, labs: SceneLabs, fault: Fault): readonly Focus[] {
    return texts(valueOf(map, 'focus'), 'focus', fault).flatMap(({ node, text }) => {
      const focus = parseFocus(text);
      if (!focus.ok) {
        fault(node, focus.error.message);
        return [];
      }
      if (focus.value.kind === 'program') labs.pointsAt(node, focus.value.role, fault);
      return [focus.value];
    });
  }

  #expectations(map: YAMLMap.Parsed | null, labs: SceneLabs, fault: Fault): readonly Claim[] {
    return texts(valueOf(map, 'expect'), 'expect', fault).flatMap((said) => labs.claim(said, fault) ?? []);
  }

  #toTry(map: YAMLMap.Parsed | null, fault: Fault): readonly string[] {
    return texts(valueOf(map, 'try'), 'try', fault).flatMap(({ node, text }) => {
      if (this.#roles(text) !== null) return [text];
      fault(node, `there is no lesson ${text}; name lessons by their ids, such as try: tcp-echo.`);
      return [];
    });
  }

  #minutes(map: YAMLMap.Parsed | null, fault: Fault): number | null {
    const node = valueOf(map, 'minutes');
    if (node === null) return null;
    const minutes = Number(scalarText(node) ?? Number.NaN);
    if (minutes > 0 && minutes <= MOST_MINUTES) return minutes;
    fault(node, `minutes is how long the scene takes in a class, at most ${MOST_MINUTES}; write it like minutes: 2.`);
    return null;
  }
}
