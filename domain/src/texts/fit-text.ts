const LONE_OR_NULL = /\0|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/
const ESCAPED = /\\u(0000|d[89a-f])/

/**
 * Makes any text one that PostgreSQL keeps: U+0000, which it refuses, is left out, and half a surrogate, which is no
 * character, becomes U+FFFD. People do not type such signs; broken phones, cut-off names and attackers send them.
 */
export function fitText(text: string): string {
  return LONE_OR_NULL.test(text) ? text.replaceAll('\0', '').toWellFormed() : text
}

/** Makes all texts in a value fit, the keys of its objects too. */
export function fitTexts(value: unknown): unknown {
  if (typeof value === 'string') return fitText(value)
  if (Array.isArray(value)) return value.map(fitTexts)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [fitText(key), fitTexts(inner)]))
}

/** Writes a value as JSON whose texts and keys are fit for jsonb. */
export function fitJson(value: unknown): string {
  const json = JSON.stringify(value)
  // JSON.stringify escapes just these signs; most values have none, and are walked once only.
  return json !== undefined && ESCAPED.test(json) ? JSON.stringify(fitTexts(JSON.parse(json))) : json
}
