import type { Bends, Quad } from './image/fit-quad.ts'
import { blankGray, sampleGray, type Gray } from './image/gray.ts'
import { calmNoise, noiseOf } from './image/calm-noise.ts'
import { brightestPerCell } from './image/brightest-per-cell.ts'
import { boxBlur, closeGray } from './image/morphology.ts'
import { turnBannersOver } from './turn-banners-over.ts'
import { quadSize, warpQuad } from './image/warp.ts'

const WHOLE: Quad = [
  { x: 0, y: 0 },
  { x: 1, y: 0 },
  { x: 1, y: 1 },
  { x: 0, y: 1 },
]
const MAX_WIDTH_PX = 1800
const MAX_HEIGHT_PX = 6000
const LEAST_CELL_PX = 8
/** Noise (in grey levels of the evenly lit sheet) that no reader minds. */
const CALM = 1.5
/** Level of blank paper once the light is divided out. */
const PAPER = 245

/** The paper seen straight on, white where it is blank and dark where it is printed, whatever light fell on it. */
export function flatten(photo: Gray, paper: Quad | null, bends?: Bends): Gray {
  const quad = paper ?? WHOLE
  const [across, along] = quadSize(photo, quad)
  const scale = Math.min(1, MAX_WIDTH_PX / across, MAX_HEIGHT_PX / along)
  const sheet = warpQuad(
    photo,
    quad,
    Math.max(16, Math.round(across * scale)),
    Math.max(16, Math.round(along * scale)),
    bends,
  )
  const even = divideByBackground(turnBannersOver(sheet))
  const noise = noiseOf(even)
  return stretchInk(noise > CALM ? calmNoise(even, noise) : even, noise)
}

/** Light over the sheet is what its brightest paper shows nearby; dividing by it removes shadows and folds. */
function divideByBackground(sheet: Gray): Gray {
  // Cells that grow with the sheet: bold letters of a logo must not pass for a shadow.
  const cell = Math.max(LEAST_CELL_PX, Math.round(sheet.width / 100))
  const paper = boxBlur(closeGray(brightestPerCell(sheet, cell), 3), 2)
  // A dark table beside the sheet stays dark; raising it to white would only raise its noise.
  const floor = Math.max(12, brightLevel(paper) * 0.22)
  const out = blankGray(sheet.width, sheet.height)
  const row = new Float32Array(paper.width)
  for (let y = 0; y < sheet.height; y++) {
    const v = Math.max(0, Math.min(paper.height - 1, (y + 0.5) / cell - 0.5))
    for (let c = 0; c < row.length; c++) row[c] = sampleGray(paper, c, v)
    for (let x = 0; x < sheet.width; x++) {
      const u = Math.max(0, Math.min(paper.width - 1, (x + 0.5) / cell - 0.5))
      const c = Math.min(u | 0, Math.max(0, paper.width - 2))
      const light = Math.max(floor, row[c]! + ((row[c + 1] ?? row[c]!) - row[c]!) * (u - c))
      const i = y * sheet.width + x
      out.data[i] = Math.min(255, (sheet.data[i]! * PAPER) / light)
    }
  }
  return out
}

function brightLevel(paper: Gray): number {
  return Uint8Array.from(paper.data).sort()[Math.floor(paper.data.length * 0.85)]!
}

/**
 * Faint print is spread over the whole scale: the darkest percent becomes black, paper becomes white. What is paper
 * begins lower the more noise there is; on a clean sheet even grey hairlines are strokes.
 */
function stretchInk(sheet: Gray, noise: number): Gray {
  const histogram = new Uint32Array(256)
  for (const v of sheet.data) histogram[v]!++
  let dark = 0
  for (let sum = 0; dark < 160 && sum < sheet.data.length * 0.015; dark++) sum += histogram[dark]!
  const black = Math.min(dark, 150)
  const white = Math.max(232, PAPER - 2.5 * noise)
  const curve = Uint8Array.from({ length: 256 }, (_, v) =>
    Math.max(0, Math.min(255, Math.round(((v - black) * 255) / (white - black)))),
  )
  const out = blankGray(sheet.width, sheet.height)
  for (let i = 0; i < out.data.length; i++) out.data[i] = curve[sheet.data[i]!]!
  return out
}
