import { useEffect, useState } from 'react';
import { useWalk } from '../../store/walk-store.ts';
import { focusCss } from './focus-css.ts';

/** Lets step back what the scene does not point at, by one style sheet of its own. */
export function FocusSheet() {
  const focus = useWalk((view) => view.walk?.focus ?? none);
  const [sheet] = useState(() => new CSSStyleSheet());
  useEffect(() => {
    document.adoptedStyleSheets.push(sheet);
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
    };
  }, [sheet]);
  useEffect(() => sheet.replaceSync(focusCss(focus)), [sheet, focus]);
  return null;
}

const none: readonly string[] = [];
