// Runs before anything is painted, so that a dark room never sees a white flash. A file of its own: the page's content
// security policy allows no inline script. store/preferences.ts writes what is read here.
try {
  const theme = localStorage.getItem('sockscope-theme');
  if (theme === 'dark' || theme === 'light') document.documentElement.dataset.theme = theme;
} catch {
  // Storage is switched off: the light theme stands.
}
