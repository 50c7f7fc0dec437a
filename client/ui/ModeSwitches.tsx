import { useKeysDialog } from '../store/keys-dialog.ts';
import { toggleFullScreen } from '../store/full-screen.ts';
import { usePreferences } from '../store/preferences.ts';
import { ContrastIcon, FullScreenIcon, KeysIcon, ThemeIcon } from './icons.tsx';
import { Switch } from './Switch.tsx';

interface ModeSwitchesProps {
  /** Whether the page has the keys of every page, and their list (features/keys). A walkthrough has those of a clicker. */
  readonly keys?: boolean;
}

/** How the page looks, and its keys: the same switches on every page. */
export function ModeSwitches({ keys = true }: ModeSwitchesProps) {
  const { contrast, letterKeys, toggleTheme, toggleContrast } = usePreferences();
  const showKeys = useKeysDialog((store) => store.show);
  const withKey = (words: string, key: string): string => (keys && letterKeys ? `${words} (${key})` : words);
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
      {keys && (
        <Switch label={withKey('Keys', '?')} onPress={showKeys} deskOnly>
          <KeysIcon />
        </Switch>
      )}
    </>
  );
}
