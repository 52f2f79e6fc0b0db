/** Excel takes a file for Unicode by this. */
export const BYTE_ORDER_MARK = '\uFEFF'

/** Writes a line of a CSV file. */
export const csvLine = (cells: readonly (string | number | null)[]) => `${cells.map(cellOf).join(',')}\r\n`

/** Quotes a cell. A name that begins like a formula is not to be reckoned by whoever opens the file. */
function cellOf(value: string | number | null): string {
  if (typeof value !== 'string') return String(value ?? '')
  const harmless = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
