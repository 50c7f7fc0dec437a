import { useEffect, useState } from 'react';

/** When the page dials again, in seconds; `at` in milliseconds since 1970. */
export function RetryCountdown({ at }: { readonly at: number }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.max(0, Math.ceil((at - now) / 1000));
  return <>{seconds === 0 ? 'Trying again …' : `Trying again in ${seconds} s …`}</>;
}
