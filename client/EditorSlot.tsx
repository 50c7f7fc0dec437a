import { lazy, Suspense } from 'react';

const LabEditor = lazy(async () => ({ default: (await import('./features/editor/LabEditor.tsx')).LabEditor }));

/** The editor in the stage's place. It is large: fetched when somebody first wants to change a program. */
export const EditorSlot = () => (
  <Suspense
    fallback={
      <p className="side-wait" role="status">
        Fetching the editor …
      </p>
    }
  >
    <LabEditor />
  </Suspense>
);
