import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import sharp from 'sharp'
import { seededRandom, type Random } from './random.ts'
import { drawFaces, type Face } from './draw-glyphs.ts'
import { drawLine, MARGIN_PX, type LineImage, type Trouble } from './draw-line.ts'
import { numberText } from './number-texts.ts'

const { values } = parseArgs({
  options: {
    out: { type: 'string' },
    seed: { type: 'string', default: '1' },
    lines: { type: 'string', default: '20000' },
    trouble: { type: 'string', default: 'hard' },
  },
})
const LINES_A_PAGE = 100
const GAP_PX = 10

mkdirSync(values.out!, { recursive: true })
const faces = await drawFaces()
const random = seededRandom(`${values.trouble}/${values.seed}`)
const pages = Math.ceil(Number(values.lines) / LINES_A_PAGE)
for (let n = 0; n < pages; n++) await drawPage(n)

/** A page of lines with, beside it, the box of each and what it says. */
async function drawPage(n: number): Promise<void> {
  const lines: { image: LineImage; read: string }[] = []
  while (lines.length < LINES_A_PAGE) {
    const { printed, read } = numberText(random)
    const image = drawLine(printed, pickFace(random), values.trouble as Trouble, random)
    if (image) lines.push({ image, read })
  }
  const width = Math.max(...lines.map((l) => l.image.width)) + 2 * GAP_PX
  const height = lines.reduce((s, l) => s + l.image.height + GAP_PX, GAP_PX)
  const page = new Uint8Array(width * height).fill(255)
  const boxes: string[] = []
  let top = GAP_PX
  for (const { image, read } of lines) {
    for (let y = 0; y < image.height; y++)
      page.set(image.data.subarray(y * image.width, (y + 1) * image.width), (top + y) * width + GAP_PX)
    // Training adds its margin to the box, so the box is the line without it; heights count from the foot of the page.
    const [x0, x1] = [GAP_PX + MARGIN_PX, GAP_PX + image.width - MARGIN_PX]
    const [y0, y1] = [height - (top + image.height - MARGIN_PX), height - (top + MARGIN_PX)]
    boxes.push(`WordStr ${x0} ${y0} ${x1} ${y1} 0 #${read}`, `\t ${x1 + 1} ${y0} ${x1 + 5} ${y1} 0`)
    top += image.height + GAP_PX
  }
  const name = join(values.out!, `page-${String(n).padStart(4, '0')}`)
  await sharp(page, { raw: { width, height, channels: 1 } })
    .png({ compressionLevel: 1 })
    .toFile(`${name}.png`)
  writeFileSync(`${name}.box`, boxes.join('\n') + '\n')
}

function pickFace(from: Random): Face {
  const sum = faces.reduce((s, f) => s + f.weight, 0)
  let at = from.next() * sum
  for (const { face, weight } of faces) if ((at -= weight) <= 0) return face
  return faces.at(-1)!.face
}
