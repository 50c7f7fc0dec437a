import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

/** Printed C rather than a rainbow: hues belong to the two programs. Weight and slant do most of it. */
const highlight = HighlightStyle.define([
  { tag: [tags.keyword, tags.controlKeyword, tags.definitionKeyword, tags.modifier], fontWeight: '700' },
  { tag: [tags.typeName, tags.standard(tags.typeName)], fontWeight: '700' },
  { tag: tags.comment, color: 'var(--ink2)', fontStyle: 'italic' },
  { tag: [tags.string, tags.character, tags.number, tags.escape], color: 'var(--code-literal)' },
  { tag: tags.processingInstruction, color: 'var(--ink2)' },
]);

/** The page's own colours and type. They come in by custom properties, which cross the border of a shadow tree. */
const theme = EditorView.theme({
  '&': { height: '100%', backgroundColor: 'var(--stratum-application)', color: 'var(--ink)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': {
    fontFamily: 'var(--font-code)',
    fontSize: 'var(--size-code)',
    lineHeight: '1.6',
    fontVariantLigatures: 'none',
    scrollbarWidth: 'thin',
  },
  '.cm-content': { caretColor: 'var(--ink)', padding: '8px 0' },
  '.cm-line': { padding: '0 12px 0 8px' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)', borderLeftWidth: '2px' },
  '.cm-gutters': { backgroundColor: 'transparent', color: 'var(--ink2)', border: 'none' },
  '.cm-lineNumbers .cm-gutterElement': { padding: '0 6px 0 8px', minWidth: '34px' },
  '.cm-activeLine': { backgroundColor: 'transparent' },
  '&.cm-focused .cm-activeLine': { backgroundColor: 'var(--shade)' },
  '.cm-activeLineGutter': { backgroundColor: 'transparent', color: 'var(--ink)', fontWeight: '700' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'var(--role-fill)',
  },
  '&.cm-focused .cm-matchingBracket, .cm-matchingBracket': {
    backgroundColor: 'transparent',
    outline: '1px solid var(--edge)',
  },
  '&.cm-focused .cm-nonmatchingBracket, .cm-nonmatchingBracket': {
    backgroundColor: 'transparent',
    outline: '1px solid var(--fault)',
  },
  '.cm-call': { color: 'var(--role-text)', fontWeight: '700' },
  '.cm-change-gutter': { width: '6px' },
  '.cm-change-gutter .cm-changed-line': { backgroundColor: 'var(--now)' },
  '.cm-change-gutter .cm-removed-line': { borderTop: '3px solid var(--now)' },
  '.cm-tooltip': {
    maxWidth: '420px',
    backgroundColor: 'var(--bg)',
    color: 'var(--ink)',
    border: '1px solid var(--edge)',
    borderRadius: 'var(--radius-2)',
    fontFamily: 'var(--font-ui)',
    fontSize: 'var(--size-label)',
  },
  '.cm-card': { padding: '6px 10px' },
  '.cm-diagnostic': { padding: '6px 10px', borderLeft: '4px solid var(--fault)' },
  '.cm-lintRange-error': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--fault) 1.5px',
    textUnderlineOffset: '3px',
    textDecorationSkipInk: 'none',
  },
  '.cm-deletedChunk': { backgroundColor: 'var(--stratum-kernel)', padding: '0 0 0 8px' },
  '.cm-deletedChunk .cm-deletedLine, .cm-deletedLine': {
    textDecoration: 'line-through',
    color: 'var(--ink2)',
  },
  '&.cm-merge-b .cm-changedLine': { backgroundColor: 'var(--now-soft)' },
  '&.cm-merge-b .cm-changedText, .cm-deletedChunk .cm-deletedText': { background: 'none' },
});

export const look: Extension = [theme, syntaxHighlighting(highlight)];
