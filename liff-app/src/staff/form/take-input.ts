export type InputKind = 'text' | 'long' | 'number' | 'times' | 'date' | 'list'

/** What somebody typed, as the form holds it; null for nothing. `times` is shown as 1.5 and held as 150 percent. */
export function takeInput(kind: InputKind, typed: string): unknown {
  const text = typed.trim()
  if (kind === 'list') return splitList(typed)
  if (text === '') return null
  if (kind === 'number') return Number(text)
  if (kind === 'times') return Math.round(Number(text) * 100)
  return typed
}

export function showInput(kind: InputKind, held: unknown): string {
  if (Array.isArray(held)) return held.join('、')
  if (held === undefined || held === null) return ''
  if (kind === 'times' && typeof held === 'number') return String(held / 100)
  return String(held)
}

function splitList(typed: string): string[] {
  return typed
    .split(/[、,\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
}
