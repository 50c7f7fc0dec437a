import type { z } from 'zod';
import { eventSchema, type LabEvent } from './event.ts';

type Check = (value: unknown) => boolean;

/** What of a zod schema is read here. */
interface Definition {
  readonly type: string;
  readonly checks?: readonly z.core.$ZodCheck[];
  readonly format?: string;
  readonly values?: readonly unknown[];
  readonly entries?: Readonly<Record<string, unknown>>;
  readonly shape?: Readonly<Record<string, z.core.$ZodType>>;
  readonly options?: readonly z.core.$ZodType[];
  readonly discriminator?: string;
  readonly element?: z.core.$ZodType;
  readonly innerType?: z.core.$ZodType;
  readonly keyType?: z.core.$ZodType;
  readonly valueType?: z.core.$ZodType;
  readonly getter?: () => z.core.$ZodType;
}

/**
 * A schema as a function that says whether a value fits, and nothing else: no copy, no list of what is wrong. Of what JSON can say it takes and
 * refuses what the schema does (check.test.ts), ten times as fast where a page's content security policy keeps zod from writing code, which a
 * recording of a million events needs. Throws for a schema of a form that no event uses.
 */
export function checkerOf(schema: z.core.$ZodType): Check {
  const def = schema._zod.def as unknown as Definition;
  switch (def.type) {
    case 'string':
      return plain(def, (value) => typeof value === 'string');
    case 'boolean':
      return plain(def, (value) => typeof value === 'boolean');
    case 'null':
      return (value) => value === null;
    case 'number':
      return numbers(def);
    case 'literal':
    case 'enum': {
      const known = new Set(def.values ?? Object.values(def.entries ?? {}));
      return (value) => known.has(value);
    }
    case 'optional': {
      const inner = checkerOf(need(def.innerType));
      return (value) => value === undefined || inner(value);
    }
    case 'nullable': {
      const inner = checkerOf(need(def.innerType));
      return (value) => value === null || inner(value);
    }
    case 'array': {
      const element = checkerOf(need(def.element));
      return (value) => Array.isArray(value) && value.every(element);
    }
    case 'record':
      return records(def);
    case 'object':
      return objects(def);
    case 'union':
      return def.discriminator === undefined ? anyOf(need(def.options)) : discriminated(def, def.discriminator);
    case 'lazy': {
      let inner: Check | null = null;
      return (value) => (inner ??= lazily(need(def.getter)))(value);
    }
    default:
      throw new Error(`no check is known for the schema type ${def.type}`);
  }
}

function need<T>(part: T | undefined): T {
  if (part === undefined) throw new Error('a schema has another form than this version of zod gives it');
  return part;
}

function plain(def: Definition, check: Check): Check {
  if ((def.checks ?? []).length > 0) throw new Error(`no check is known for what a ${def.type} must be besides`);
  return check;
}

/** Numbers, whole ones (zod's `safeint`), and those that must be greater than another one. */
function numbers(def: Definition): Check {
  let whole = def.format === 'safeint';
  if (def.format !== undefined && !whole) throw new Error(`no check is known for numbers of format ${def.format}`);
  let least = -Infinity;
  let above = -Infinity;
  for (const check of def.checks ?? []) {
    const limit = check._zod.def as { readonly check: string; readonly format?: string } & Readonly<
      Record<string, unknown>
    >;
    if (limit.check === 'number_format' && limit.format === 'safeint') whole = true;
    else if (limit.check !== 'greater_than' || typeof limit['value'] !== 'number')
      throw new Error(`no check is known for numbers that must be ${limit.check}`);
    else if (limit['inclusive'] === true) least = Math.max(least, limit['value']);
    else above = Math.max(above, limit['value']);
  }
  if (whole) return (value) => Number.isSafeInteger(value) && (value as number) >= least && (value as number) > above;
  return (value) => Number.isFinite(value) && (value as number) >= least && (value as number) > above;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function records(def: Definition): Check {
  const keys = checkerOf(need(def.keyType));
  const values = checkerOf(need(def.valueType));
  return (value) => {
    if (!isObject(value)) return false;
    // As zod has it, which passes over this one name.
    for (const key in value) if (key !== '__proto__' && !(keys(key) && values(value[key]))) return false;
    return true;
  };
}

function objects(def: Definition): Check {
  const fields = Object.entries(need(def.shape)).map(([name, field]) => ({ name, fits: checkerOf(field) }));
  return (value) => {
    if (!isObject(value)) return false;
    for (const { name, fits } of fields) if (!fits(value[name])) return false;
    return true;
  };
}

function anyOf(options: readonly z.core.$ZodType[]): Check {
  const checks = options.map(checkerOf);
  return (value) => checks.some((check) => check(value));
}

function discriminated(def: Definition, by: string): Check {
  const checks = new Map<unknown, Check>();
  for (const option of need(def.options)) {
    const { shape } = option._zod.def as unknown as Definition;
    const name = need(need(shape)[by])._zod.def as unknown as Definition;
    for (const value of need(name.values)) checks.set(value, checkerOf(option));
  }
  return (value) => isObject(value) && checks.get(value[by])?.(value) === true;
}

const lazily = (getter: () => z.core.$ZodType): Check => checkerOf(getter());

const fitsEvent = checkerOf(eventSchema);

/** Whether it is an event: what `eventSchema` would say of it. */
export const isEvent = (value: unknown): value is LabEvent => fitsEvent(value);
