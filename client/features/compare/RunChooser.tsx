import type { ChangeEvent } from 'react';
import { byTopic } from '#shared/lessons/topics';
import { parseSource, sourceText } from '../../store/address.ts';
import type { RunSource } from '../../store/address.ts';
import { useCatalogue } from '../../store/catalogue.ts';
import { useOpened } from '../../store/opened.ts';
import { useLabs } from './use-labs.ts';

interface RunChooserProps {
  /** Which side it is for, in words. */
  readonly label: string;
  readonly chosen: RunSource | null;
  readonly onChoose: (source: RunSource) => void;
}

/** The choice of one run: what lessons recorded, what runs here now, or a file. */
export function RunChooser({ label, chosen, onChoose }: RunChooserProps) {
  const lessons = useCatalogue((store) => store.lessons);
  const files = useOpened((store) => store.files);
  const labs = useLabs();
  const change = (event: ChangeEvent<HTMLSelectElement>): void => {
    const source = parseSource(event.currentTarget.value);
    if (source !== null) onChoose(source);
  };
  const recorded = lessons?.ok === true ? lessons.value.filter(({ recording }) => recording) : [];
  const offered = new Set([
    ...labs.map(({ id }) => sourceText({ from: 'lab', id })),
    ...files.map(({ id }) => sourceText({ from: 'file', id })),
    ...recorded.map(({ id }) => sourceText({ from: 'lesson', id })),
  ]);
  return (
    <select
      className="compare-chooser"
      aria-label={label}
      value={chosen === null ? '' : sourceText(chosen)}
      onChange={change}
    >
      <option value="" disabled>
        Choose a run …
      </option>
      {chosen !== null && !offered.has(sourceText(chosen)) && (
        <option value={sourceText(chosen)}>
          {chosen.id} ({chosen.from})
        </option>
      )}
      {labs.length > 0 && (
        <optgroup label="Labs, as far as they have come">
          {labs.map(({ id, title, events }) => (
            <option key={id} value={sourceText({ from: 'lab', id })}>
              {title} ({events} events)
            </option>
          ))}
        </optgroup>
      )}
      {files.length > 0 && (
        <optgroup label="Opened files">
          {files.map(({ id, name }) => (
            <option key={id} value={sourceText({ from: 'file', id })}>
              {name}
            </option>
          ))}
        </optgroup>
      )}
      {byTopic(recorded).map((topic) => (
        <optgroup key={topic.title} label={topic.title}>
          {topic.lessons.map(({ id, title }) => (
            <option key={id} value={sourceText({ from: 'lesson', id })}>
              {title}
            </option>
          ))}
        </optgroup>
      ))}
    </select>
  );
}
