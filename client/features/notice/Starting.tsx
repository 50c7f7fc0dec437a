import { useShallow } from 'zustand/react/shallow';
import { useLab } from '../../store/lab-context.ts';
import { CheckIcon } from '../../ui/icons.tsx';
import { startingSteps } from './starting-steps.ts';
import './notice.css';

/** The way from a click to the first call, told by what has really been reached. Gone as soon as a program runs. */
export function Starting() {
  const { connection, head, engine } = useLab(
    useShallow((store) => ({
      connection: store.connection.kind,
      head: store.head,
      engine: store.status?.engine ?? null,
    })),
  );
  const steps = startingSteps(connection, head, engine);
  if (connection === 'closed' || connection === 'retrying' || engine === 'lost' || steps.every((step) => step.done))
    return null;
  const current = steps.findIndex((step) => !step.done);
  return (
    <div className="starting" role="status" data-starting>
      <h2>The lab is starting</h2>
      <ol>
        {steps.map((step, i) => (
          <li key={step.words} data-done={step.done} data-current={i === current || undefined}>
            <span className="starting-sign">{step.done ? <CheckIcon /> : i + 1}</span>
            {step.words}
          </li>
        ))}
      </ol>
    </div>
  );
}
