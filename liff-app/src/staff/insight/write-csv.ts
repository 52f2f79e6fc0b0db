/** Writes rows as a CSV file that Excel opens in Japanese: with a mark of UTF-8, and no cell that runs as a formula. */
export function writeCsv(
  head: readonly string[],
  rows: readonly (readonly (string | number | null)[])[],
): Blob {
  const cell = (value: string | number | null) => {
    const text = String(value ?? '')
    const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
    return `"${safe.replaceAll('"', '""')}"`
  }
  const lines = [head, ...rows].map((row) => row.map(cell).join(','))
  return new Blob([`\uFEFF${lines.join('\r\n')}\r\n`], { type: 'text/csv' })
}

/** Hands a file to the browser to be kept. */
export function saveFile(name: string, file: Blob): void {
  const url = URL.createObjectURL(file)
  Object.assign(document.createElement('a'), { href: url, download: name }).click()
  URL.revokeObjectURL(url)
}
