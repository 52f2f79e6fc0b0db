/** One place in which two sets of rules differ; null where one of them has nothing there. */
export interface RuleChange {
  /** E.g. `maxPointsPerReceipt`, `products.green-tea.price_yen`, `multipliers.0`. */
  path: string
  before: unknown
  after: unknown
}

/**
 * Lists where rules differ, in the order of their members. What has an id is compared with what has the same id,
 * wherever it stands in its list; other lists by place.
 */
export function compareRules(before: unknown, after: unknown, path = ''): RuleChange[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return []
  const [left, right] = [membersOf(before), membersOf(after)]
  if (!left || !right) return [{ path, before: before ?? null, after: after ?? null }]
  const keys = [...new Set([...left.keys(), ...right.keys()])]
  return keys.flatMap((key) => compareRules(left.get(key), right.get(key), path ? `${path}.${key}` : key))
}

function membersOf(value: unknown): Map<string, unknown> | null {
  if (typeof value !== 'object' || value === null) return null
  if (!Array.isArray(value)) return new Map(Object.entries(value))
  const idOf = (item: unknown, index: number) => (item as { id?: string } | null)?.id ?? `${index}`
  return new Map(value.map((item, index) => [idOf(item, index), item]))
}
