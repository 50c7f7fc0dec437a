import { useLab } from './store/lab-context.ts';

/** Where the stage is drawn. */
export function StageSlot() {
  const programs = useLab((store) => store.view.processes);
  return (
    <div className="stage-slot" data-stage>
      {Object.values(programs).map((process) => (
        <p key={process.pid}>
          {process.role} pid {process.pid}: {process.call?.api} {process.call?.phase}
        </p>
      ))}
    </div>
  );
}
