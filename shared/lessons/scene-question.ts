import { isMap, isSeq, type ParsedNode } from 'yaml';
import { needsTheEnd } from './conditions.ts';
import type { Claim, Question } from './scene.ts';
import type { SceneLabs } from './scene-labs.ts';
import { knownKeys, texts, type Fault } from './scene-yaml.ts';
import { scalarText, valueOf } from './yaml.ts';

const questionKeys = ['question', 'options', 'answer', 'because'] as const;
const optionKeys = ['text', 'when', 'because'] as const;
const MOST_OPTIONS = 6;

interface Option {
  readonly text: string;
  readonly when: Claim | null;
  readonly because: string;
}

/**
 * A scene's question: `question`, `options`, `answer` (one of them) and `because`. An option is a text, or has keys of its own:
 * `text`, `when` (what decides for it once it comes true in the scene) and `because` (why one might think so, and it is not).
 */
export function parseQuestion(node: ParsedNode | null, labs: SceneLabs, fault: Fault): Question | null {
  if (node === null) return null;
  if (!isMap(node)) {
    fault(node, 'ask has keys of its own: question, options and answer.');
    return null;
  }
  knownKeys(node, questionKeys, 'a question', fault);
  const text = scalarText(valueOf(node, 'question'));
  const options = parseOptions(valueOf(node, 'options'), labs, fault);
  const names = options.map((option) => option.text);
  const right = scalarText(valueOf(node, 'answer'));
  const answer = right === null ? -1 : names.indexOf(right);
  if (text === null) fault(node, 'the question has no text; add question: Which state comes next?');
  if (options.length < 2 || options.length > MOST_OPTIONS || new Set(names).size < options.length) {
    fault(valueOf(node, 'options') ?? node, `a question has 2 to ${MOST_OPTIONS} different options.`);
  } else if (answer < 0) {
    fault(valueOf(node, 'answer') ?? node, `the answer is none of the options; write ${names.join(' or ')}.`);
  } else if (options.some(({ when }) => when !== null) && options[answer]?.when === null) {
    fault(valueOf(node, 'answer') ?? node, 'what decides for the answer is not said; add when: to that option, too.');
  }
  if (text === null || answer < 0) return null;
  return {
    text,
    options: names,
    answer,
    because: scalarText(valueOf(node, 'because')) ?? '',
    shows: options.map(({ when }) => when),
    reasons: options.map(({ because }) => because),
  };
}

function parseOptions(node: ParsedNode | null, labs: SceneLabs, fault: Fault): readonly Option[] {
  if (!isSeq(node)) return texts(node, 'options', fault).map(({ text }) => plain(text));
  return node.items.flatMap((item: ParsedNode): readonly Option[] => {
    if (!isMap(item)) return texts(item, 'options', fault).map(({ text }) => plain(text));
    knownKeys(item, optionKeys, 'an option', fault);
    const text = scalarText(valueOf(item, 'text'));
    if (text === null) {
      fault(item, 'an option has a text; write it like { text: SYN, when: packet SYN from B to A }.');
      return [];
    }
    const when = texts(valueOf(item, 'when'), 'when', fault);
    if (when.length > 1) fault(valueOf(item, 'when'), 'one thing decides for an option; write one condition.');
    const said = when[0];
    return [
      {
        text,
        when: said === undefined ? null : decides(said, labs, fault),
        because: scalarText(valueOf(item, 'because')) ?? '',
      },
    ];
  });
}

/** What the kernel shows at some moment of the scene: it decides there and then. */
function decides(said: { node: ParsedNode; text: string }, labs: SceneLabs, fault: Fault): Claim | null {
  const claim = labs.claim(said, fault);
  if (claim === null || !needsTheEnd(claim.condition)) return claim;
  fault(said.node, `only the end tells whether "${said.text}" holds; write after "when" something that happens.`);
  return null;
}

const plain = (text: string): Option => ({ text, when: null, because: '' });
