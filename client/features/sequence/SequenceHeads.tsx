import { RoleMark } from '../../ui/RoleMark.tsx';
import { roleStyle } from '../../ui/roles.ts';
import type { SequenceBook } from './sequence-book.ts';

interface SequenceHeadsProps {
  readonly book: SequenceBook;
  readonly programs: readonly { readonly role: string }[];
}

/** Whose lanes these are, and what each lane is. */
export const SequenceHeads = ({ book, programs }: SequenceHeadsProps) => (
  <div className="sequence-heads" aria-hidden="true">
    {(['left', 'right'] as const).map((side) => (
      <div key={side} className="sequence-who" data-side={side} title={book.rolesAt(side).join(', ')}>
        {book.rolesAt(side).map((role) => (
          <span key={role} data-role-kind={roleStyle(role, programs).kind}>
            <RoleMark style={roleStyle(role, programs)} />
            {role}
          </span>
        ))}
      </div>
    ))}
    {(['application', 'kernel', 'wire', 'kernel', 'application'] as const).map((name, i) => (
      <span key={`${name} ${i < 2 ? 'left' : 'right'}`}>{name}</span>
    ))}
  </div>
);
