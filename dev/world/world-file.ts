import type { CopiedTable } from '@tamaru/db/copies'
import { createReadStream } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { brotliCompress, constants, createBrotliDecompress } from 'node:zlib'

/** The world that `npm start` opens the demo with. */
export const WORLD_FILE = new URL('../../samples/world.br', import.meta.url)
/** The list of a shop's members, some of whom are people of the world. */
export const MEMBERS_FILE = new URL('../../samples/members.csv', import.meta.url)

export interface WorldHead {
  /** The last migration that its rows have gone through. */
  migration: string
  /** Its last day, of Tokyo: that day is over. */
  lastDay: string
  days: number
  people: number
}

type Rows = CopiedTable & { lines: string[] }

/** Writes a world: a line of JSON that tells of it, then for each table one that names it, and its rows. */
export async function writeWorld(
  head: WorldHead,
  tables: readonly Rows[],
  to: URL | string,
): Promise<number> {
  const lines = tables.flatMap(({ name, columns, lines }) => [
    JSON.stringify({ name, columns, rows: lines.length }),
    ...lines,
  ])
  const text = Buffer.from([JSON.stringify(head), ...lines, ''].join('\n'))
  const { BROTLI_PARAM_LGWIN, BROTLI_PARAM_QUALITY, BROTLI_PARAM_SIZE_HINT } = constants
  const params = {
    [BROTLI_PARAM_LGWIN]: 24,
    [BROTLI_PARAM_QUALITY]: 10,
    [BROTLI_PARAM_SIZE_HINT]: text.length,
  }
  const packed = await promisify(brotliCompress)(text, { params })
  await writeFile(to, packed)
  return packed.length
}

/** Reads what a world is, and then its tables, one after the other, as they are asked for. */
export async function openWorld(
  from: URL | string,
): Promise<{ head: WorldHead; tables: AsyncIterable<Rows> }> {
  const packed = createReadStream(from)
  const text = packed.pipe(createBrotliDecompress())
  packed.on('error', (error) => text.destroy(error))
  const lines = createInterface({ input: text, crlfDelay: Infinity })[Symbol.asyncIterator]()
  const head = JSON.parse((await lines.next()).value as string) as WorldHead
  async function* tables() {
    for (;;) {
      const next = await lines.next()
      if (next.done) return
      const { rows, ...table } = JSON.parse(next.value) as CopiedTable & { rows: number }
      const read: string[] = []
      while (read.length < rows) read.push((await lines.next()).value as string)
      yield { ...table, lines: read }
    }
  }
  return { head, tables: tables() }
}
