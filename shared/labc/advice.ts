import { sameType } from './same-type.ts';
import { type Expression, isPlace } from './tree.ts';
import { type CType, typeText, withoutConst } from './types.ts';

/** What to write instead where a value of type `value.type` stands and `to` is wanted. A half sentence. */
export function adviceFor(to: CType, value: Expression): string {
  const from = value.type;
  if (to.kind === 'pointer') return adviceForPointer(to.to, value);
  if (value.kind === 'constant' && from.kind === 'pointer' && to.kind === 'integer') return 'write 0';
  if (from.kind === 'pointer' && sameType(withoutConst(from.to), to))
    return value.kind === 'address' && value.of.type.kind !== 'array' ? 'remove the & before it' : 'write * before it';
  const isText = from.kind === 'pointer' && from.to.kind === 'integer' && from.to.size === 1;
  if (to.kind === 'struct' && to.body.members?.length === 1 && (from.kind === 'integer' || isText)) {
    const [member] = to.body.members;
    const text = isText ? ', and inet_addr(…) around the text' : '';
    if (member !== undefined && member.name !== '') return `write .${member.name} behind the left side${text}`;
  }
  if (to.kind === 'integer' && to.name === 'in_addr_t' && isText) return 'write inet_addr(…) around the text';
  return 'change one of them';
}

function adviceForPointer(target: CType, value: Expression): string {
  const from = value.type;
  const wish = typeText({ kind: 'pointer', to: target });
  const plain = withoutConst(target);
  if (from.kind === 'pointer') {
    const source = withoutConst(from.to);
    if (source.kind === 'array' && value.kind === 'address' && sameType(withoutConst(source.of), plain))
      return 'remove the & before it, for an array is its address';
    if (source.kind === 'function' && plain.kind === 'function') return 'give the function these parameters and result';
    if (source.kind === 'function' && plain.kind === 'struct' && plain.body.name === 'sigaction')
      return 'put the function into the sa_handler of a variable, and write & before that';
    if (source.kind === 'function' || plain.kind === 'function') return 'change one of them';
    const isAddress = plain.kind === 'struct' && plain.body.name === 'sockaddr';
    return isAddress ? 'write (struct sockaddr *) before it' : `write (${wish}) before it if that is meant`;
  }
  if (isPlace(value) && (plain.kind === 'void' || sameType(plain, withoutConst(from)))) return 'write & before it';
  if (from.kind === 'struct') return `write (${wish})& before it`;
  if (from.kind === 'integer' && plain.kind === 'integer' && plain.name === 'socklen_t')
    return 'put it into a variable of type socklen_t and write & before that';
  if (from.kind === 'integer' && plain.kind === 'integer' && plain.name === 'char')
    return 'write a text in quotes, or printf("%d", …) for a number';
  return 'change one of them';
}
