import { useEffect, useState } from 'react';

/** The time since this page was opened or the timer was set back, for whoever has an hour. */
export function Timer() {
  const [begun, setBegun] = useState(() => Date.now());
  const [now, setNow] = useState(begun);
  useEffect(() => {
    const ticking = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(ticking);
  }, []);
  const seconds = Math.max(0, Math.floor((now - begun) / 1000));
  const two = (number: number): string => String(number).padStart(2, '0');
  return (
    <button
      type="button"
      className="button walk-timer"
      aria-label="Timer: press to set it back"
      onClick={() => {
        setBegun(Date.now());
        setNow(Date.now());
      }}
    >
      {two(Math.floor(seconds / 3600))}:{two(Math.floor(seconds / 60) % 60)}:{two(seconds % 60)}
    </button>
  );
}
