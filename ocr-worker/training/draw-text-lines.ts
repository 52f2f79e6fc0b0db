import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { LineImage } from './draw-line.ts'
import { seededRandom } from './random.ts'
import { drawGrain } from './lines/draw-grain.ts'
import { drawTextLine } from './lines/draw-text-line.ts'
import { foldLabel } from './lines/fold-label.ts'
import { readLetters } from './lines/letters.ts'
import { openFaces } from './lines/open-faces.ts'
import { lineText } from './lines/texts/line-text.ts'
import { readVocabulary } from './lines/texts/vocabulary.ts'
import { pickLatinCase, pickTypeCase } from './lines/type-case.ts'

const { values } = parseArgs({
  options: {
    out: { type: 'string' },
    seed: { type: 'string', default: '1' },
    lines: { type: 'string', default: '2000' },
    'least-trouble': { type: 'string', default: '0' },
    dictionary: { type: 'string', default: join(import.meta.dirname, '../models/till-lines.txt') },
    words: { type: 'string', default: '/usr/share/mecab/dic/ipadic' },
    faces: { type: 'string', default: join(import.meta.dirname, '../../.dev/train-lines/faces') },
  },
})
const LINES_A_SHARD = 2000
const WITHOUT_LETTERS = 0.02

mkdirSync(values.out!, { recursive: true })
const letters = readLetters(values.dictionary)
const vocabulary = readVocabulary(values.words, letters.labels, letters.kanji)
const faces = await openFaces(letters.printed, values.faces)
const random = seededRandom(`lines/${values.seed}`)
const started = performance.now()
let left = Number(values.lines)
for (let shard = 0; left > 0; shard++) {
  drawShard(join(values.out!, String(shard).padStart(3, '0')), Math.min(left, LINES_A_SHARD))
  left -= LINES_A_SHARD
  console.log(`${shard + 1} shards, ${Math.round((performance.now() - started) / 1000)} s`)
}

/** Lines one after another in NAME.bin, 48 rows of gray bytes each; the width and the label of each in NAME.tsv. */
function drawShard(name: string, count: number): void {
  const images: Uint8Array[] = []
  const rows: string[] = []
  const beside: string[] = ['合計 1,234', 'お買上点数', '消費税等']
  const keep = (image: LineImage, label: string) => {
    images.push(image.data)
    rows.push(`${image.width}\t${label}\n`)
  }
  while (images.length < count) {
    if (random.chance(WITHOUT_LETTERS)) keep(drawGrain(random), '')
    const { printed, english } = lineText(vocabulary, random)
    const label = foldLabel(printed)
    if (!label || [...label].some((c) => !letters.labels.has(c))) continue
    const type = (english ? pickLatinCase : pickTypeCase)(faces, random)
    const image = drawTextLine(printed, type, beside, random, Number(values['least-trouble']))
    if (!image) continue
    keep(image, label)
    beside[beside.length < 20 ? beside.length : random.whole(0, 19)] = printed
  }
  writeFileSync(`${name}.bin`, Buffer.concat(images))
  writeFileSync(`${name}.tsv`, rows.join(''))
}
