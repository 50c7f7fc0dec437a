// Runs before anything is painted, so that a dark room never sees a white flash. A file of its own: the page's content
// security policy allows no inline script. store/preferences.ts writes what is read here.
{
  const { dataset } = document.documentElement;
  const chosen = {};
  try {
    chosen.theme = localStorage.getItem('sockscope-theme');
    chosen.contrast = localStorage.getItem('sockscope-contrast');
  } catch {
    // Storage is switched off: the light theme stands.
  }
  if (chosen.theme === 'dark' || chosen.theme === 'light') dataset.theme = chosen.theme;
  // Whoever asks the system for more contrast gets it, until they choose otherwise here.
  const asked = matchMedia('(prefers-contrast: more)').matches;
  if (chosen.contrast === 'more' || (chosen.contrast !== 'normal' && asked)) dataset.contrast = 'more';
}
