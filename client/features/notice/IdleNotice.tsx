import { useEffect, useState, type ReactNode } from 'react';
import { useLab } from '../../store/lab-context.ts';
import { leftWords } from './left-words.ts';
import './notice.css';

/**
 * Says that this lab is going to be ended because nobody uses it, with a way to keep it; and, once it was ended, why.
 * `again`: the way to a new one.
 */
export function IdleNotice({ again }: { readonly again?: ReactNode }) {
  const status = useLab((store) => store.status);
  const keep = useLab((store) => store.keep);
  if (status?.endsInMs !== undefined) return <Ending key={status.endsInMs} inMs={status.endsInMs} keep={keep} />;
  if (status?.engine !== 'ended' || status.message === undefined) return null;
  return (
    <div className="toast idle" role="status" data-notice="ended">
      <p>{status.message}</p>
      {again}
    </div>
  );
}

function Ending({ inMs, keep }: { readonly inMs: number; readonly keep: () => void }) {
  const [at] = useState(() => Date.now() + inMs);
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const ticking = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(ticking);
  }, []);
  return (
    <div className="toast idle" role="status" data-notice="idle">
      <p>Nobody has used this lab for a while: it is ended in {leftWords(at - now)}, to make room.</p>
      <button type="button" className="button" onClick={keep}>
        Keep it
      </button>
    </div>
  );
}
