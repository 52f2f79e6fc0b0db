import { ProblemError } from '@tamaru/domain'
import { parse } from 'csv-parse/sync'

/** A file as lines of cells under heads. */
export interface ParsedFile {
  heads: string[]
  /** Each with its line as a spreadsheet counts. */
  rows: { row: number; cells: string[] }[]
  encoding: 'utf-8' | 'shift_jis'
}

const MOST_ROWS = 500_000
const MOST_COLUMNS = 200

/** Reads CSV as Excel and other tools write it, or NDJSON. Refuses what is neither, as `import_faulty`. */
export function parseFile(bytes: Uint8Array, format: 'csv' | 'ndjson'): ParsedFile {
  const { text, encoding } = decode(bytes)
  const { heads, rows } = format === 'csv' ? parseCsv(text) : parseNdjson(text)
  if (heads.length === 0 || heads.length > MOST_COLUMNS || new Set(heads).size !== heads.length)
    throw new ProblemError('import_faulty', 'heads: some, each once')
  if (rows.length > MOST_ROWS) throw new ProblemError('import_faulty', `at most ${MOST_ROWS} rows`)
  return { heads, rows, encoding }
}

/** UTF-8 where it is, else what Excel in Japan writes; never a sign that stands for another. */
function decode(bytes: Uint8Array): { text: string; encoding: ParsedFile['encoding'] } {
  for (const encoding of ['utf-8', 'shift_jis'] as const)
    try {
      return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), encoding }
    } catch {
      continue
    }
  throw new ProblemError('import_faulty', 'neither UTF-8 nor Shift_JIS')
}

function parseCsv(text: string): Omit<ParsedFile, 'encoding'> {
  let lines: string[][]
  try {
    lines = parse(text, { relax_column_count: true })
  } catch (error) {
    throw new ProblemError('import_faulty', (error as Error).message)
  }
  const [head, ...rest] = lines
  return {
    heads: head?.map((each) => each.trim()) ?? [],
    rows: rest.map((cells, n) => ({ row: n + 2, cells })).filter(({ cells }) => cells.join('') !== ''),
  }
}

function parseNdjson(text: string): Omit<ParsedFile, 'encoding'> {
  const lines = text.split('\n').flatMap((line, n) => (line.trim() === '' ? [] : [{ row: n + 1, line }]))
  const heads = new Set<string>()
  const objects = lines.map(({ row, line }) => {
    const said = readObject(line)
    for (const key of Object.keys(said ?? {})) heads.add(key)
    return { row, said }
  })
  const all = [...heads]
  const cell = (value: unknown) =>
    Array.isArray(value) ? value.join(';') : value === null || value === undefined ? '' : String(value)
  // A line that is none has no cells, and is refused as one of another length.
  return {
    heads: all,
    rows: objects.map(({ row, said }) => ({ row, cells: said ? all.map((key) => cell(said[key])) : [] })),
  }
}

function readObject(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined
  } catch {
    return undefined
  }
}
