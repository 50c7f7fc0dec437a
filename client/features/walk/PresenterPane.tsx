import { useWalk } from '../../store/walk-store.ts';
import { JoinCard } from './JoinCard.tsx';
import { NarrationText } from './NarrationText.tsx';
import { Planned } from './Planned.tsx';
import { PresenterLink } from './PresenterLink.tsx';
import { Timer } from './Timer.tsx';

interface PresenterPaneProps {
  readonly tool: 'none' | 'pointer' | 'pen';
  readonly onTool: (tool: 'none' | 'pointer' | 'pen') => void;
}

/** What only presenters see: notes, the next scene, who follows, and who drives. */
export function PresenterPane({ tool, onTool }: PresenterPaneProps) {
  const presenter = useWalk((view) => view.presenter);
  const walk = useWalk((view) => view.walk);
  const drives = useWalk((view) => view.drives);
  const drive = useWalk((view) => view.drive);
  const ask = useWalk((view) => view.askToDrive);
  if (presenter === null || walk === null) return null;
  const others = walk.presenters.filter(({ id }) => id !== presenter.you);
  return (
    <aside className="walk-presenter" aria-label="For the presenter">
      <div className="walk-figures">
        <Timer />
        <Planned />
        <span data-followers={walk.followers}>
          {walk.followers} {walk.followers === 1 ? 'follows' : 'follow'}
        </span>
        <a className="button" href="/wall" target="_blank">
          The wall
        </a>
      </div>
      <section>
        <h3>Notes</h3>
        {presenter.notes === '' ? (
          <p className="walk-hint">No notes for this scene.</p>
        ) : (
          <NarrationText text={presenter.notes} />
        )}
      </section>
      <section>
        <h3>Next</h3>
        {presenter.next === null ? (
          <p className="walk-hint">This is the last scene.</p>
        ) : (
          <>
            <p>
              <strong>{presenter.next.title}</strong>
            </p>
            <NarrationText text={presenter.next.narration.split('\n\n')[0] ?? ''} />
          </>
        )}
      </section>
      <section className="walk-switches" aria-label="The shared picture">
        <button
          type="button"
          className="button"
          aria-pressed={walk.blank}
          disabled={!drives}
          onClick={() => drive({ do: 'blank', blank: !walk.blank })}
        >
          Blank (B)
        </button>
        <button
          type="button"
          className="button"
          aria-pressed={walk.locked}
          disabled={!drives}
          onClick={() => drive({ do: 'lock', locked: !walk.locked })}
        >
          Keep followers here
        </button>
        <button
          type="button"
          className="button"
          aria-pressed={tool === 'pointer'}
          disabled={!drives}
          onClick={() => onTool(tool === 'pointer' ? 'none' : 'pointer')}
        >
          Pointer
        </button>
        <button
          type="button"
          className="button"
          aria-pressed={tool === 'pen'}
          disabled={!drives}
          onClick={() => onTool(tool === 'pen' ? 'none' : 'pen')}
        >
          Pen
        </button>
        <button
          type="button"
          className="button"
          disabled={!drives || walk.strokes.length === 0}
          onClick={() => drive({ do: 'wipe' })}
        >
          Wipe (W)
        </button>
      </section>
      {!drives && (
        <p>
          Somebody else drives.{' '}
          <button type="button" className="button" onClick={ask}>
            Ask to drive
          </button>
        </p>
      )}
      {drives && others.length > 0 && (
        <section>
          <h3>Other presenters</h3>
          <ul>
            {others.map(({ id, name, asks }) => (
              <li key={id}>
                {name === '' ? 'A presenter' : name}
                {asks && ' asks to drive'}{' '}
                <button type="button" className="button" onClick={() => drive({ do: 'give', to: id })}>
                  Hand over
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h3>Join</h3>
        <JoinCard />
      </section>
      <PresenterLink />
      {presenter.answers.length > 0 && (
        <section>
          <h3>Newest answers</h3>
          <ul className="walk-answers">
            {presenter.answers.map(({ name, option }, i) => (
              <li key={i}>
                {name === '' ? 'Somebody' : name}: {walk.question?.options[option] ?? ''}
              </li>
            ))}
          </ul>
        </section>
      )}
    </aside>
  );
}
