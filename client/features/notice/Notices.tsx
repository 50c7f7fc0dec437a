import type { ReactNode } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { useCatalogue } from '../../store/catalogue.ts';
import { useLab } from '../../store/lab-context.ts';
import { useRoute } from '../../store/route.ts';
import { CrossIcon } from '../../ui/icons.tsx';
import { RetryCountdown } from './RetryCountdown.tsx';
import './notice.css';

/** What stands between a person and the lab, each with the next thing to do: only the gravest is shown. */
export function Notices({ redial }: { readonly redial: () => void }) {
  const { connection, status, refusal, restart, dismiss, everOpen, past, watching } = useLab(
    useShallow((store) => ({
      connection: store.connection,
      status: store.status,
      refusal: store.refusal,
      restart: store.restart,
      dismiss: store.dismiss,
      everOpen: store.logId !== null,
      past: store.playhead !== null,
      watching: store.watching,
    })),
  );
  const failure = useCatalogue((store) => store.failure);

  if (connection.kind === 'closed') {
    return (
      <Notice name="closed" title="This lab cannot be shown">
        <p>{connection.message}</p>
        <div className="notice-actions">
          {connection.code === 'protocol' && (
            <button type="button" className="button button-strong" onClick={() => window.location.reload()}>
              Reload the page
            </button>
          )}
          <ToLessons />
        </div>
      </Notice>
    );
  }
  if (connection.kind === 'retrying') {
    return (
      <Notice name="retrying" title={everOpen ? 'The connection to the server is lost' : 'The server does not answer'}>
        <p>
          {everOpen ? 'Everything seen so far stays here. ' : ''}
          <RetryCountdown at={connection.at} />
        </p>
        <div className="notice-actions">
          <button type="button" className="button button-strong" onClick={redial}>
            Try now
          </button>
          <ToLessons />
        </div>
      </Notice>
    );
  }
  // Whoever looks through the past must see it; the way on stands at the end of it.
  if (status?.engine === 'lost' && past) return null;
  if (status?.engine === 'lost') {
    return (
      <Notice name="lost" title="The lab has broken off">
        <p>
          {status.message ?? 'Its engine ended without a word.'} What was observed so far can still be looked through.
        </p>
        <div className="notice-actions">
          {!watching && (
            <button type="button" className="button button-strong" onClick={restart}>
              Start this lesson again
            </button>
          )}
          <ToLessons />
        </div>
      </Notice>
    );
  }
  if (status?.engine === 'unresponsive') {
    return (
      <Notice name="unresponsive" title="The lab does not answer at the moment">
        <p>{status.message ?? 'It may only be busy; nothing is lost.'}</p>
        {!watching && (
          <div className="notice-actions">
            <button type="button" className="button" onClick={restart}>
              Start this lesson again
            </button>
          </div>
        )}
      </Notice>
    );
  }
  const said = refusal ?? failure;
  if (said !== null) {
    return (
      <div className="toast" role="alert" data-notice="refused">
        <p>{said.message}</p>
        {refusal !== null && (
          <button type="button" className="button button-icon" aria-label="Dismiss" onClick={dismiss}>
            <CrossIcon />
          </button>
        )}
      </div>
    );
  }
  return null;
}

interface NoticeProps {
  readonly name: string;
  readonly title: string;
  readonly children: ReactNode;
}

const Notice = ({ name, title, children }: NoticeProps) => (
  <div className="notice" role="alert" data-notice={name}>
    <h2>{title}</h2>
    {children}
  </div>
);

function ToLessons() {
  const go = useRoute((store) => store.go);
  return (
    <button type="button" className="button" onClick={() => go({ page: 'home' })}>
      To the lessons
    </button>
  );
}
