/** A page for a person whom the guard keeps out. It needs no file of ours, because none may be had without the token. */
export function refusalPage(message: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sockscope: not let in</title>
<main>
<h1>Sockscope</h1>
<p>${escapeHtml(message)}</p>
<p>In the terminal where Sockscope runs, look for a line with <code>/?token=</code> and open that address.</p>
</main>
</html>
`;
}

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
