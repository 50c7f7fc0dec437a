import type { ReactNode } from 'react';
import type { Query } from './filter.ts';
import './filter-bar.css';

interface FilterBarProps {
  /** What the list is of: "the log". */
  readonly what: string;
  readonly query: Query;
  readonly onQuery: (query: Query) => void;
  readonly people: readonly string[];
  /** "12 of 180"; empty while everything is shown. */
  readonly count: string;
  /** Further choices. */
  readonly children?: ReactNode;
}

/** One line above a list: words to look for, whose rows, and whether only what failed. */
export function FilterBar({ what, query, onQuery, people, count, children }: FilterBarProps) {
  return (
    <div className="filter-bar" role="search" aria-label={`Search ${what}`}>
      <input
        type="search"
        value={query.text}
        placeholder="call, socket, errno, text"
        aria-label={`Words to look for in ${what}`}
        onChange={(event) => onQuery({ ...query, text: event.target.value })}
      />
      <select
        aria-label="Whose"
        value={query.who ?? ''}
        onChange={(event) => onQuery({ ...query, who: event.target.value === '' ? null : event.target.value })}
      >
        <option value="">everybody</option>
        {people.map((who) => (
          <option key={who} value={who}>
            {who}
          </option>
        ))}
      </select>
      <label title="only what failed">
        <input
          type="checkbox"
          checked={query.failed}
          onChange={(event) => onQuery({ ...query, failed: event.target.checked })}
        />
        failed
      </label>
      {children}
      <output className="filter-count">{count}</output>
    </div>
  );
}
