import { PictureDialog } from './features/exporting/PictureDialog.tsx';
import { Sheet } from './Sheet.tsx';
import { useLab } from './store/lab-context.ts';
import { stepNumber } from './store/stops.ts';

/** The dialog that saves this moment as a picture. */
export function PictureSlot({ onClose }: { readonly onClose: () => void }) {
  const state = useLab((store) => store.view);
  const moment = useLab(({ log, view }) => `step ${stepNumber(log.stops, view.seq)} of ${log.stops.length + 1}`);
  const name = `${state.lab?.lesson.id ?? 'sockscope'}-${state.seq}`;
  return (
    <PictureDialog
      name={name}
      drawings={{
        both: <Sheet state={state} part="both" moment={moment} />,
        stage: <Sheet state={state} part="stage" moment={moment} />,
        machine: <Sheet state={state} part="machine" moment={moment} />,
      }}
      onClose={onClose}
    />
  );
}
