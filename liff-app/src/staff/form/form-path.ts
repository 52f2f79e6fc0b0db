/** What a form holds: JSON, perhaps with faults and with parts missing. */
export type Written = Record<string, unknown>

/** "products.0.name" in what is written; undefined where there is nothing. */
export function readAt(written: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((part, key) => (part as Record<string, unknown> | null | undefined)?.[key], written)
}

/** Sets what stands at a path whose parents are there. */
export function writeAt(written: Written, path: string, value: unknown): void {
  const keys = path.split('.')
  const parent = readAtParent(written, keys)
  if (parent) parent[keys.at(-1)!] = value
}

function readAtParent(written: Written, keys: readonly string[]): Record<string, unknown> | undefined {
  return keys.length === 1 ? written : (readAt(written, keys.slice(0, -1).join('.')) as Written | undefined)
}

/** What all places of a kind share: "products.*.name" for "products.0.name". */
export function kindOf(path: string): string {
  return path.replaceAll(/(^|\.)\d+(?=\.|$)/g, '$1*')
}
