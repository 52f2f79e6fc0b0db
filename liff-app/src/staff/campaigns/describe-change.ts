import type { RuleChange } from '@tamaru/domain'
import type { Written } from '../form/form-path.ts'

/** What a change is about: the kinds of its places, from the whole to the part, and the names of the lines it goes through. */
export interface ChangedPlace {
  /** "products.*.price_yen" */
  kind: string
  /** How the line is called, where the place is in one: "ミナト 緑茶". */
  line: string | undefined
}

/** Changes name lines by their ids; people know them by their names. */
export function placeOf({ path }: RuleChange, ...rules: readonly (Written | undefined)[]): ChangedPlace {
  const lines: string[] = []
  const kinds: string[] = []
  let here: unknown[] = [...rules]
  for (const key of path.split('.')) {
    const isInList = here.some(Array.isArray)
    here = here.map((part) => memberOf(part, key))
    kinds.push(isInList ? '*' : key)
    if (isInList) lines.push(nameOf(here) ?? (/^\d+$/.test(key) ? `${Number(key) + 1}` : key))
  }
  return { kind: kinds.join('.'), line: lines.at(-1) }
}

function memberOf(part: unknown, key: string): unknown {
  if (Array.isArray(part))
    return part.find((line) => (line as Written | null)?.id === key) ?? part[Number(key)]
  return (part as Written | null | undefined)?.[key]
}

function nameOf(lines: readonly unknown[]): string | undefined {
  return lines
    .map((line) => (line as Written | null | undefined)?.name)
    .find((name) => typeof name === 'string')
}
