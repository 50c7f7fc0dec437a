import { useRef } from 'react';
import { useOpened } from '../../store/opened.ts';

/** Opens a recording from a file of this machine. */
export function OpenRecordingButton({ strong = false }: { readonly strong?: boolean }) {
  const open = useOpened((store) => store.open);
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        className={`button${strong ? ' button-strong' : ''}`}
        onClick={() => input.current?.click()}
      >
        Open a recording …
      </button>
      <input
        ref={input}
        type="file"
        className="visually-hidden"
        aria-label="Recording to open"
        tabIndex={-1}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          // So that the same file, mended, can be chosen again.
          if (file !== undefined) void open(file).finally(() => input.current !== null && (input.current.value = ''));
        }}
      />
    </>
  );
}
