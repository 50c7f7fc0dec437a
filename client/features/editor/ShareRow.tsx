import { useEffect, useRef, useState } from 'react';
import type { Result } from '#shared/base/result';

/** A link that holds the texts, to be copied: the clipboard may be closed to a page on plain HTTP, a field never is. */
export function ShareRow({ link, onClose }: { readonly link: Result<string>; readonly onClose: () => void }) {
  const field = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!link.ok) return;
    field.current?.focus();
    field.current?.select();
  }, [link]);
  if (!link.ok) {
    return (
      <p className="editor-share" role="alert">
        {link.error.message}
      </p>
    );
  }
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(link.value);
      setCopied(true);
    } catch {
      field.current?.select();
    }
  };
  return (
    <div className="editor-share">
      <label>
        This link holds the programs; whoever opens it on this server reads them first.
        <input ref={field} readOnly value={link.value} onFocus={(event) => event.currentTarget.select()} />
      </label>
      <button type="button" className="button" onClick={() => void copy()}>
        {copied ? 'Copied' : 'Copy'}
      </button>
      <button type="button" className="button" onClick={onClose}>
        Done
      </button>
    </div>
  );
}
