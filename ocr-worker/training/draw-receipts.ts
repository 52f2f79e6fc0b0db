// Draws receipts as lines with their roles, for `network/learn-roles.py`: text and places only, no picture.
//   usage: draw-receipts.ts --out DIR --receipts N [--seed S] [--selection seen|unseen|all] [--letters FILE]
// With --letters the list of known letters is read from there; if it is not there, it is counted and written.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { featuresOf, letterClasses, LETTERS_A_LINE, seenLetters } from '../src/read-receipt/roles/features.ts'
import { ROLES, TAGS } from '../src/read-receipt/roles/roles.ts'
import { seededRandom } from './random.ts'
import { drawReceipt } from './receipts/draw-receipt.ts'
import type { DrawnLine } from './receipts/lay-out.ts'
import type { Selection } from './receipts/productions.ts'
import { wearLines } from './receipts/wear-lines.ts'

const { values } = parseArgs({
  options: {
    out: { type: 'string' },
    seed: { type: 'string', default: '1' },
    receipts: { type: 'string', default: '2000' },
    selection: { type: 'string', default: 'seen' },
    letters: { type: 'string', default: join(import.meta.dirname, '../models/line-roles.txt') },
  },
})
const RECEIPTS_A_SHARD = 2000
/** A letter that comes more seldom is not worth a place of its own. */
const SEEN_OFTEN = 12
const COUNTED = 6000

mkdirSync(values.out!, { recursive: true })
const selection = values.selection as Selection
const classOf = letterClasses(knownLetters(values.letters!))
const count = Number(values.receipts)
for (let shard = 0; shard * RECEIPTS_A_SHARD < count; shard++) {
  const path = join(values.out!, String(shard).padStart(3, '0'))
  if (!existsSync(`${path}.bin`))
    drawShard(path, shard * RECEIPTS_A_SHARD, Math.min(count, (shard + 1) * RECEIPTS_A_SHARD))
}

function drawn(index: number): DrawnLine[] {
  const random = seededRandom(`receipts/${values.seed}/${index}`)
  return wearLines(drawReceipt(random, selection).lines, random)
}

/** Of every receipt the number of its lines; of every line letters, places, tags, box and role. */
function drawShard(path: string, from: number, to: number): void {
  const lengths: number[] = []
  const parts: Uint8Array[] = []
  for (let i = from; i < to; i++) {
    const lines = drawn(i)
    lengths.push(lines.length)
    const { letters, places, shapes } = featuresOf(lines, classOf)
    const tags = new Uint8Array(lines.length * LETTERS_A_LINE)
    lines.forEach((line, l) =>
      seenLetters(line.tags.length).forEach(
        (at, k) => (tags[l * LETTERS_A_LINE + k] = TAGS.indexOf(line.tags[at]!)),
      ),
    )
    parts.push(
      bytesOf(Uint16Array.from(letters)),
      bytesOf(Uint8Array.from(places, (x) => Math.round((x + 0.2) * 180))),
      tags,
      bytesOf(shapes),
      Uint8Array.from(lines, (line) => ROLES.indexOf(line.role)),
    )
  }
  writeFileSync(`${path}.json`, JSON.stringify({ lengths }))
  writeFileSync(`${path}.bin`, Buffer.concat(parts))
}

function bytesOf(array: Uint16Array | Uint8Array | Float32Array): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength)
}

function knownLetters(file: string): string[] {
  if (existsSync(file)) return readFileSync(file, 'utf8').replace(/\n$/, '').split('\n')
  const seen = new Map<string, number>()
  for (let i = 0; i < COUNTED; i++)
    for (const line of drawReceipt(seededRandom(`receipts/letters/${i}`), 'seen').lines)
      for (const letter of line.text) seen.set(letter, (seen.get(letter) ?? 0) + 1)
  const letters = [...seen]
    .filter(([, times]) => times >= SEEN_OFTEN)
    .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
  writeFileSync(file, letters.map(([letter]) => `${letter}\n`).join(''))
  return letters.map(([letter]) => letter)
}
