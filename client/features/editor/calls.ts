import type { Extension } from '@codemirror/state';
import {
  Decoration,
  hoverTooltip,
  MatchDecorator,
  ViewPlugin,
  type DecorationSet,
  type EditorView,
  type ViewUpdate,
} from '@codemirror/view';
import { allCards, cardOf } from '#shared/cards/cards';

const names = allCards.map(({ name }) => name).join('|');

const matcher = new MatchDecorator({
  regexp: new RegExp(`\\b(?:${names})(?=\\s*\\()`, 'g'),
  decoration: Decoration.mark({ class: 'cm-call' }),
});

/** Makes the names of calls stand out: they are what the programs are about. */
const marked = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;

    constructor(view: EditorView) {
      this.decorations = matcher.createDeco(view);
    }

    update(update: ViewUpdate): void {
      this.decorations = matcher.updateDeco(update, this.decorations);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

/** A call under the pointer says in a sentence what it is for. */
const told = hoverTooltip((view, position) => {
  const word = view.state.wordAt(position);
  if (word === null) return null;
  const card = cardOf(view.state.sliceDoc(word.from, word.to));
  if (card === undefined) return null;
  return {
    pos: word.from,
    end: word.to,
    above: true,
    create: () => {
      const dom = document.createElement('div');
      dom.className = 'cm-card';
      const name = document.createElement('strong');
      name.textContent = `${card.name}()`;
      dom.append(name, ` ${card.purpose}`);
      return { dom };
    },
  };
});

export const callNames: Extension = [marked, told];
