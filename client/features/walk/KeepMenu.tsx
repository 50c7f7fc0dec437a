import { useEffect, useState } from 'react';
import { fetchLectureFile } from '../../connection/lecture-file.ts';
import { fetchRole } from '../../connection/rest.ts';
import { useWalk } from '../../store/walk-store.ts';
import { Menu } from '../../ui/Menu.tsx';
import { save } from '../../ui/save.ts';

const FILES = [
  {
    kind: 'page',
    notes: true,
    name: 'One HTML file',
    words: 'the lecture from its recordings, with your notes; plays from disk',
    ending: '.html',
  },
  {
    kind: 'page',
    notes: false,
    name: 'One HTML file for the class',
    words: 'the same without your notes',
    ending: '.html',
  },
  { kind: 'slides', notes: true, name: 'Slides to print', words: 'a scene a page', ending: '-slides.html' },
] as const;

/** The walkthrough as a file, for presenters; nothing for anybody else. */
export function KeepMenu() {
  const walkthrough = useWalk((view) => view.walk?.walkthrough ?? null);
  const isPresenter = useIsPresenter();
  const [said, say] = useState<{ readonly role: 'status' | 'alert'; readonly text: string } | null>(null);
  if (walkthrough === null || !isPresenter) return null;
  const keep = async ({ kind, notes, ending }: (typeof FILES)[number]): Promise<void> => {
    say({ role: 'status', text: 'The file is made …' });
    const file = await fetchLectureFile(walkthrough, kind, notes);
    if (file.ok) save(file.value, `${walkthrough}${ending}`);
    say(file.ok ? null : { role: 'alert', text: file.error.message });
  };
  return (
    <>
      <Menu label="Save, slides" about="This walkthrough">
        {FILES.map((file) => (
          <button key={file.name} type="button" className="run-menu-entry" onClick={() => void keep(file)}>
            <strong>{file.name}</strong>
            <span>{file.words}</span>
          </button>
        ))}
      </Menu>
      {said !== null && (
        <p className="walk-kept" role={said.role}>
          {said.text}{' '}
          {said.role === 'alert' && (
            <button type="button" className="button" onClick={() => say(null)}>
              Close
            </button>
          )}
        </p>
      )}
    </>
  );
}

/** Whether this browser has the presenter's secret; false until the server has said so. */
function useIsPresenter(): boolean {
  const [isPresenter, set] = useState(false);
  useEffect(() => {
    let asked = true;
    void fetchRole().then((role) => asked && set(role.ok && role.value.role === 'presenter'));
    return () => {
      asked = false;
    };
  }, []);
  return isPresenter;
}
