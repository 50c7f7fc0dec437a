import { lazy, Suspense, useEffect } from 'react';
import { useEditing } from '../../store/editing.ts';
import { toggleFullScreen } from '../../store/full-screen.ts';
import { useKeysDialog } from '../../store/keys-dialog.ts';
import { usePreferences } from '../../store/preferences.ts';
import { useSide } from '../../store/side.ts';
import { commandFor, pageCommands, type KeyPage, type PageActions } from './commands.ts';
import { isForPage } from './for-page.ts';

const KeysDialog = lazy(async () => ({ default: (await import('./KeysDialog.tsx')).KeysDialog }));

/** The keys that every page has, and their list. */
export function PageKeyboard({ page }: { readonly page: KeyPage }) {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.repeat || !isForPage(event)) return;
      const command = commandFor(pageCommands(page, useEditing.getState().offered), event.key);
      if (command === undefined) return;
      event.preventDefault();
      command.run(actions());
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [page]);
  const { open, hide } = useKeysDialog();
  // Going to another page takes the list away.
  useEffect(() => hide, [hide]);
  return open ? (
    <Suspense fallback={null}>
      <KeysDialog page={page} />
    </Suspense>
  ) : null;
}

function actions(): PageActions {
  const { toggleTheme, toggleContrast, toggleLecture } = usePreferences.getState();
  const { show } = useKeysDialog.getState();
  const search = (): void => document.querySelector<HTMLElement>('input[type="search"]')?.focus();
  const { toggle: toggleEditor } = useEditing.getState();
  const { tab, choose } = useSide.getState();
  const toggleSteps = (): void => choose(tab === 'steps' ? 'machine' : 'steps');
  return {
    toggleTheme,
    toggleContrast,
    toggleLecture,
    toggleFullScreen,
    showKeys: show,
    search,
    toggleEditor,
    toggleSteps,
  };
}
