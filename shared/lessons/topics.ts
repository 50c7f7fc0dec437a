/** A lesson as far as its place on the page goes. */
interface Placed {
  readonly id: string;
}

export interface Topic<L extends Placed> {
  readonly title: string;
  readonly lessons: readonly L[];
}

/** In the order of the course. A lesson belongs where its id begins like one of `ids`, the first topic that fits. */
const topics: readonly { readonly title: string; readonly ids: readonly string[] }[] = [
  { title: 'Start here', ids: ['tcp-echo', 'unix-echo', 'tcp-one-host'] },
  { title: 'First steps: the calls', ids: ['first-', 'malloc-'] },
  {
    title: 'TCP: a connection and its end',
    ids: [
      'tcp-handshake',
      'tcp-stream',
      'tcp-close',
      'tcp-half',
      'tcp-simultaneous',
      'tcp-self',
      'tcp-time-wait',
      'tcp-reuse',
    ],
  },
  {
    title: 'TCP: what gets lost, and what the kernel does about it',
    ids: ['tcp-lost', 'tcp-duplicate', 'tcp-reordered', 'tcp-corrupt', 'tcp-given-up'],
  },
  { title: 'TCP: errors, limits and timers', ids: ['tcp-'] },
  { title: 'UDP, and messages', ids: ['udp-', 'message-', 'ipv6-'] },
  { title: 'Unix sockets', ids: ['unix-'] },
  { title: 'Many clients', ids: ['many-', 'clients-'] },
  { title: 'Signals', ids: ['signal-'] },
];

/** Lessons by topic, empty topics left out; those of nobody's topic (a teacher's own) come last, under "More". */
export function byTopic<L extends Placed>(lessons: readonly L[]): readonly Topic<L>[] {
  const left = new Set(lessons);
  const placed = topics.map(({ title, ids }) => {
    const mine = ids.flatMap((id) =>
      lessons.filter((lesson) => left.has(lesson) && lesson.id.startsWith(id) && left.delete(lesson)),
    );
    return { title, lessons: mine };
  });
  return [...placed, { title: 'More', lessons: [...left] }].filter((topic) => topic.lessons.length > 0);
}
