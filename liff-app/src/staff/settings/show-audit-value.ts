/** Longer than this a value is told by how much of it there is. */
const LONGEST = 160

/** What stood there, as it was recorded; – for nothing. */
export function showAuditValue(value: unknown): string {
  if (value === null || value === undefined) return '–'
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}
