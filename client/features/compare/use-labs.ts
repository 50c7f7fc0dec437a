import { useEffect, useState } from 'react';
import type { LabSummary } from '#shared/protocol/rest';
import { fetchLabs } from '../../connection/rest.ts';

/** The server's labs at this moment. None where it does not answer: there are other runs to choose. */
export function useLabs(): readonly LabSummary[] {
  const [labs, setLabs] = useState<readonly LabSummary[]>([]);
  useEffect(() => {
    let asked = true;
    const ask = async (): Promise<void> => {
      const answer = await fetchLabs();
      if (asked && answer.ok) setLabs(answer.value);
    };
    void ask();
    return () => {
      asked = false;
    };
  }, []);
  return labs;
}
