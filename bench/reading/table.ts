export interface Table {
  head: string[]
  rows: string[][]
}

/** For a terminal: names to the left, figures to the right. */
export function tableAsText({ head, rows }: Table): string {
  const widths = head.map((_, at) => Math.max(...[head, ...rows].map((row) => row[at]!.length)))
  const line = (row: string[]) =>
    row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]! + 3))).join('')
  return [head, ...rows].map((row) => line(row).trimEnd()).join('\n')
}

export function tableAsMarkdown({ head, rows }: Table): string {
  const line = (row: string[]) => `| ${row.join(' | ')} |`
  const rule = head.map((_, at) => (at === 0 ? '---' : '---:'))
  return [line(head), line(rule), ...rows.map(line)].join('\n')
}
