import { useKeysDialog } from '../store/keys-dialog.ts';
import { toggleFullScreen } from '../store/full-screen.ts';
import { usePreferences } from '../store/preferences.ts';
import { ContrastIcon, FullScreenIcon, KeysIcon, ThemeIcon } from './icons.tsx';
import { Switch } from './Switch.tsx';

/** How the page looks, and its keys: the same switches on every page. */
export function ModeSwitches() {
  const { contrast, letterKeys, toggleTheme, toggleContrast } = usePreferences();
  const showKeys = useKeysDialog((store) => store.show);
  const withKey = (words: string, key: string): string => (letterKeys ? `${words} (${key})` : words);
  return (
    <>
      <Switch label={withKey('Light or dark', 'T')} onPress={toggleTheme}>
        <ThemeIcon />
      </Switch>
      <Switch label={withKey('High contrast', 'C')} pressed={contrast === 'more'} onPress={toggleContrast} deskOnly>
        <ContrastIcon />
      </Switch>
      {document.fullscreenEnabled && (
        <Switch label={withKey('Full screen', 'F')} onPress={toggleFullScreen} deskOnly>
          <FullScreenIcon />
        </Switch>
      )}
      <Switch label={withKey('Keys', '?')} onPress={showKeys} deskOnly>
        <KeysIcon />
      </Switch>
    </>
  );
}
