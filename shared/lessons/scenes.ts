import { isMap, isSeq, type ParsedNode, type YAMLMap } from 'yaml';
import type { Result } from '../base/result.ts';
import { parseCondition, rolesOf, type Condition } from './conditions.ts';
import type { Diagnostic } from './lesson.ts';
import { panes, type Focus, type Pane, type Question, type Scene, type SceneStep } from './scene.ts';
import { parseFocus, parseStep, rolesOfStep } from './scene-steps.ts';
import { readYaml, scalarText, valueOf, type Yaml } from './yaml.ts';

const sceneKeys = ['lab', 'run', 'show', 'focus', 'expect', 'ask'] as const;
const questionKeys = ['question', 'options', 'answer', 'because'] as const;
const MOST_OPTIONS = 6;
const MOST_PANES = 2;

/** What scenes can speak of: the roles of each lesson, by its id; null where there is no such lesson. */
export type RolesOfLesson = (lesson: string) => readonly string[] | null;

export interface ReadScenes {
  readonly scenes: readonly Scene[];
  readonly faults: readonly Diagnostic[];
}

/**
 * The scenes of a lesson's text: each `## Title`, then a block fenced by ```scene and ``` (YAML: lab, run, show, focus, expect,
 * ask), narration in paragraphs, and lines that begin with `>` for the presenter alone. What stands
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
    const heading = /^##\s+(.+?)\s*#*\s*$/.exec(line);
    if (heading?.[1] !== undefined) parts.push({ title: heading[1], line: bodyLine + i, lines: [] });
    else parts.at(-1)?.lines.push(line);
  });
  return parts;
}

class SceneReader {
  readonly scenes: Scene[] = [];
  readonly faults: Diagnostic[] = [];
  readonly #file: string;
  readonly #roles: RolesOfLesson;
  /** The lesson in whose lab the scenes are now. */
  #lesson: string | null;

  constructor(file: string, own: string | null, roles: RolesOfLesson) {
    this.#file = file;
    this.#lesson = own;
    this.#roles = roles;
  }

  read(part: Part): void {
    const { yaml, yamlLine, narration, notes } = this.#split(part);
    const directives = yaml === null ? null : this.#directives(yaml, yamlLine);
    const map = directives?.map ?? null;
    const fault: Fault = (node, message) =>
      this.faults.push(directives?.yaml.at(node, message) ?? { file: this.#file, line: part.line, column: 1, message });
    if (map !== null) knownKeys(map, sceneKeys, 'a scene', fault);
    const lab = this.#namedLesson(map, fault);
    if (lab !== null) this.#lesson = lab;
    if (this.#lesson === null && this.scenes.length === 0) {
      fault(null, 'the first scene has no lab; name the lesson whose programs it runs, such as lab: tcp-echo.');
    }
    this.scenes.push({
      title: part.title,
      line: part.line,
      narration,
      notes,
      lab: lab ?? (this.scenes.length === 0 ? this.#lesson : null),
      run: this.#steps(map, fault),
      show: this.#panes(map, fault),
      focus: this.#focuses(map, fault),
      expect: this.#expectations(map, fault),
      ask: this.#question(valueOf(map, 'ask'), fault),
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

  /** The id of a lesson that exists. */
  #namedLesson(map: YAMLMap.Parsed | null, fault: Fault): string | null {
    const node = valueOf(map, 'lab');
    if (node === null) return null;
    const id = scalarText(node);
    if (id !== null && this.#roles(id) !== null) return id;
    fault(node, `there is no lesson ${id ?? 'like this'}; name one by its id, such as lab: tcp-echo.`);
    return null;
  }

  #steps(map: YAMLMap.Parsed | null, fault: Fault): readonly SceneStep[] {
    return texts(valueOf(map, 'run'), 'run', fault).flatMap(({ node, text }) => {
      const step = this.#read(node, parseStep(text), fault);
      if (step === null) return [];
      this.#knownRoles(node, rolesOfStep(step), fault);
      return [step];
    });
  }

  #panes(map: YAMLMap.Parsed | null, fault: Fault): readonly Pane[] {
    const node = valueOf(map, 'show');
    const named = texts(node, 'show', fault).flatMap(({ node: at, text }) => {
      const pane = panes.find((name) => name === text);
      if (pane === undefined) fault(at, `there is no pane ${text}; write one of ${panes.join(', ')}.`);
      return pane === undefined ? [] : [pane];
    });
    if (named.length > MOST_PANES) fault(node, `a class can follow ${MOST_PANES} panes at once; leave some out.`);
    return named;
  }

  #focuses(map: YAMLMap.Parsed | null, fault: Fault): readonly Focus[] {
    return texts(valueOf(map, 'focus'), 'focus', fault).flatMap(({ node, text }) => {
      const focus = this.#read(node, parseFocus(text), fault);
      if (focus === null) return [];
      if (focus.kind === 'program') this.#knownRoles(node, [focus.role], fault);
      return [focus];
    });
  }

  #expectations(map: YAMLMap.Parsed | null, fault: Fault): readonly { text: string; condition: Condition }[] {
    return texts(valueOf(map, 'expect'), 'expect', fault).flatMap(({ node, text }) => {
      const condition = this.#read(node, parseCondition(text), fault);
      if (condition === null) return [];
      this.#knownRoles(node, rolesOf(condition), fault);
      return [{ text, condition }];
    });
  }

  #question(node: ParsedNode | null, fault: Fault): Question | null {
    if (node === null) return null;
    if (!isMap(node)) {
      fault(node, 'ask has keys of its own: question, options and answer.');
      return null;
    }
    knownKeys(node, questionKeys, 'a question', fault);
    const text = scalarText(valueOf(node, 'question'));
    const options = texts(valueOf(node, 'options'), 'options', fault).map((option) => option.text);
    const right = scalarText(valueOf(node, 'answer'));
    const answer = right === null ? -1 : options.indexOf(right);
    if (text === null) fault(node, 'the question has no text; add question: Which state comes next?');
    if (options.length < 2 || options.length > MOST_OPTIONS || new Set(options).size < options.length) {
      fault(valueOf(node, 'options') ?? node, `a question has 2 to ${MOST_OPTIONS} different options.`);
    } else if (answer < 0) {
      fault(valueOf(node, 'answer') ?? node, `the answer is none of the options; write ${options.join(' or ')}.`);
    }
    return text === null || answer < 0
      ? null
      : { text, options, answer, because: scalarText(valueOf(node, 'because')) ?? '' };
  }

  #read<T>(node: ParsedNode | null, read: Result<T>, fault: Fault): T | null {
    if (read.ok) return read.value;
    fault(node, read.error.message);
    return null;
  }

  /** A forked child has its parent's role and a number: server/1. */
  #knownRoles(node: ParsedNode | null, roles: readonly string[], fault: Fault): void {
    const own = this.#lesson === null ? null : this.#roles(this.#lesson);
    for (const role of own === null ? [] : roles) {
      if (own?.includes(role.replace(/\/\d+$/, '')) === true) continue;
      fault(node, `no program of ${this.#lesson} has the role ${role}; its roles are ${own?.join(', ')}.`);
    }
  }
}

type Fault = (node: ParsedNode | null, message: string) => void;

function knownKeys(map: YAMLMap.Parsed, keys: readonly string[], what: string, fault: Fault): void {
  for (const { key } of map.items) {
    const name = scalarText(key);
    if (name !== null && keys.includes(name)) continue;
    fault(key, `${what} has no key ${name ?? 'like this'}; the keys are ${keys.join(', ')}.`);
  }
}

/** One text, or a list of texts. */
function texts(node: ParsedNode | null, key: string, fault: Fault): readonly { node: ParsedNode; text: string }[] {
  if (node === null) return [];
  return (isSeq(node) ? node.items : [node]).flatMap((item) => {
    const text = scalarText(item);
    // YAML reads a colon in it as a key and its value.
    if (text === null)
      fault(item, `${key} is a text, or a list of texts; write one with a colon in single quotes ('…').`);
    return text === null ? [] : [{ node: item, text }];
  });
}
