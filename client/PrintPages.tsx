import { useMemo, useState } from 'react';
import { PrintBar } from './features/exporting/PrintBar.tsx';
import { choicesOf, pagesOf, type Choice } from './features/exporting/pages.ts';
import { Sheet } from './Sheet.tsx';
import { useLab } from './store/lab-context.ts';
import { stepNumber } from './store/stops.ts';
import { useLightTheme } from './ui/use-light-theme.ts';

/** Nobody prints more; a page is some hundred elements. */
const MOST = 200;

/** The run on paper: one picture a page, in the light theme, whatever the screen has. */
export function PrintPages({ onClose }: { readonly onClose: () => void }) {
  const log = useLab((store) => store.log);
  const head = useLab((store) => store.head.seq);
  const choices = useMemo(() => (head === 0 ? [] : choicesOf(log.events)), [log, head]);
  const [chosen, choose] = useState<Choice | null>(null);
  const choice = chosen ?? choices[0] ?? 'steps';
  const pages = useMemo(() => (head === 0 ? [] : pagesOf(log.events, log.stops, choice)), [log, head, choice]);
  useLightTheme();
  return (
    <div className="print" data-page="print">
      <PrintBar
        choices={choices}
        choice={choice}
        pages={Math.min(pages.length, MOST)}
        omitted={Math.max(0, pages.length - MOST)}
        onChoose={choose}
        onClose={onClose}
      />
      <main>
        {pages.slice(0, MOST).map(({ seq, title }) => {
          const step = `step ${stepNumber(log.stops, seq)} of ${log.stops.length + 1}`;
          return (
            <section key={seq} className="print-page" data-seq={seq}>
              <Sheet state={log.stateAt(seq)} part="both" moment={title === '' ? step : `${title} · ${step}`} />
            </section>
          );
        })}
      </main>
    </div>
  );
}
