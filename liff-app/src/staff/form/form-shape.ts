import type { Written } from './form-path.ts'

/** What a form needs a place for: lines of parts, one part, a list that is picked or typed, or a value. */
export interface Shape {
  kind: 'lines' | 'part' | 'list' | 'value'
  /** Whether nothing may stand there. */
  mayBeNull: boolean
  /** What stands where nobody wrote anything. */
  nothing: unknown
  /** The members of a part, or of each line. */
  members: Readonly<Record<string, Shape>>
}

/** A schema of `domain`, which is zod's, as far as its shape goes. */
interface Schema {
  def: object
  safeParse: (value: unknown) => { data?: unknown }
}
interface Def {
  type: string
  innerType: Schema
  element: Schema
  shape: Readonly<Record<string, Schema>>
  options: readonly Schema[]
}
const defOf = ({ def }: Schema) => def as Def

/** Reads the shape of what is written off the schema that judges it; of a choice of parts it has the members of all. */
export function shapeOf(schema: Schema): Shape {
  const { inner, mayBeNull } = unwrap(schema)
  const nothing = schema.safeParse(undefined).data ?? null
  const { type, element } = defOf(inner)
  if (type === 'array') {
    const members = membersOf(unwrap(element).inner)
    return {
      kind: members ? 'lines' : 'list',
      mayBeNull,
      nothing: nothing ?? (mayBeNull ? null : []),
      members: members ?? {},
    }
  }
  const members = membersOf(inner)
  return { kind: members ? 'part' : 'value', mayBeNull, nothing, members: members ?? {} }
}

/** Gives each line a place for its lists; changes what it is given. */
export function placeLists(written: Written, members: Shape['members']): void {
  for (const [key, { kind, members: below }] of Object.entries(members)) {
    if (kind === 'lines')
      for (const line of (written[key] ?? []) as Written[]) {
        for (const [list, shape] of Object.entries(below)) if (shape.kind === 'list') line[list] ??= []
        placeLists(line, below)
      }
    if (kind === 'part' && written[key]) placeLists(written[key] as Written, below)
  }
}

/** Whether lines are lines and parts are parts: JSON can be written that no form has a place for. */
export function hasShape(written: Written, members: Shape['members']): boolean {
  return Object.entries(members).every(([key, shape]) => {
    const value = written[key]
    if (value === undefined || (value === null && shape.mayBeNull)) return true
    if (shape.kind === 'lines')
      return Array.isArray(value) && value.every((line) => isObject(line) && hasShape(line, shape.members))
    return shape.kind !== 'part' || (isObject(value) && hasShape(value, shape.members))
  })
}

const isObject = (value: unknown): value is Written =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function unwrap(schema: Schema): { inner: Schema; mayBeNull: boolean } {
  let inner = schema
  let mayBeNull = false
  for (;;) {
    const { type, innerType } = defOf(inner)
    if (!['nullable', 'default', 'optional'].includes(type)) return { inner, mayBeNull }
    mayBeNull ||= type === 'nullable'
    inner = innerType
  }
}

function membersOf(schema: Schema): Record<string, Shape> | undefined {
  const def = defOf(schema)
  if (def.type === 'union') {
    const all = def.options.map(membersOf)
    return all.every((each) => each !== undefined) ? Object.assign({}, ...all) : undefined
  }
  if (def.type !== 'object') return undefined
  return Object.fromEntries(Object.entries(def.shape).map(([key, part]) => [key, shapeOf(part)]))
}
