/** Longer than this a value is told by how it begins. */
const LONGEST = 200

/** What stood there, as it was recorded; – for nothing. Members are told one by one, without the signs of JSON. */
export function showAuditValue(value: unknown): string {
  const text = tell(value)
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}

function tell(value: unknown): string {
  if (value === null || value === undefined || value === '') return '–'
  if (Array.isArray(value)) return value.length === 0 ? '–' : value.map(tell).join('; ')
  if (typeof value !== 'object') return String(value)
  return Object.entries(value)
    .filter(([, part]) => part !== null)
    .map(([key, part]) => `${key}: ${tell(part)}`)
    .join(', ')
}
