const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i

/** Reads whom staff mean: the id of a person, or the console's address of an entry that they sent; undefined: neither. */
export function readPersonAddress(typed: string): { shopperId: string } | { entryId: string } | undefined {
  const [id] = UUID.exec(typed) ?? []
  if (!id) return undefined
  if (/\/review\//.test(typed)) return { entryId: id }
  return typed.trim() === id ? { shopperId: id } : undefined
}
