import { z } from 'zod'
import { hasRight, type Held } from './standing.ts'

/** A shopper's name as somebody of the staff may see it. A view that holds one does not compile with a name as it is. */
export const ShownName = z.string().brand('shown')
export type ShownName = z.infer<typeof ShownName>

const HIDDEN = '＊＊'

/** Shows a shopper's name to a person of the staff: whole to whoever may see names, else its first letter at most. */
export function shownName(to: Held, name: string | null): ShownName | null {
  if (name === null || hasRight(to, 'names')) return name as ShownName | null
  const [first, ...rest] = [...new Intl.Segmenter('ja').segment(name)]
  return ShownName.parse(rest.length === 0 ? HIDDEN : `${first!.segment}${HIDDEN}`)
}
