import type { Quad } from './image/fit-quad.ts'
import { blankGray, sampleGray, type Gray } from './image/gray.ts'
import { quadSize, warpQuad } from './image/warp.ts'

const WHOLE: Quad = [
  { x: 0, y: 0 },
  { x: 1, y: 0 },
  { x: 1, y: 1 },
  { x: 0, y: 1 },
]
const MAX_WIDTH_PX = 1800
const MAX_HEIGHT_PX = 6000
const CELL_PX = 8

/** The paper seen straight on, white where it is blank and dark where it is printed, whatever light fell on it. */
export function flatten(photo: Gray, paper: Quad | null): Gray {
  const quad = paper ?? WHOLE
  const [across, along] = quadSize(photo, quad)
  const scale = Math.min(1, MAX_WIDTH_PX / across, MAX_HEIGHT_PX / along)
  const sheet = warpQuad(
    photo,
    quad,
    Math.max(16, Math.round(across * scale)),
    Math.max(16, Math.round(along * scale)),
  )
  return stretchInk(divideByBackground(sheet))
}

/** Light over the sheet is what its brightest paper shows nearby; dividing by it removes shadows and folds. */
function divideByBackground(sheet: Gray): Gray {
  const paper = blur(close(brightestPerCell(sheet), 3), 2)
  const out = blankGray(sheet.width, sheet.height)
  for (let y = 0; y < sheet.height; y++)
    for (let x = 0; x < sheet.width; x++) {
      const light = Math.max(12, sampleGray(paper, (x + 0.5) / CELL_PX - 0.5, (y + 0.5) / CELL_PX - 0.5))
      out.data[y * sheet.width + x] = Math.min(255, (sheet.data[y * sheet.width + x]! * 245) / light)
    }
  return out
}

/** The 80th percentile of each cell: its paper, if a fifth of it is blank, without taking noise for light. */
function brightestPerCell(sheet: Gray): Gray {
  const width = Math.ceil(sheet.width / CELL_PX)
  const height = Math.ceil(sheet.height / CELL_PX)
  const cells = blankGray(width, height)
  const values: number[] = []
  for (let cy = 0; cy < height; cy++)
    for (let cx = 0; cx < width; cx++) {
      values.length = 0
      for (let y = cy * CELL_PX; y < Math.min(sheet.height, (cy + 1) * CELL_PX); y++)
        for (let x = cx * CELL_PX; x < Math.min(sheet.width, (cx + 1) * CELL_PX); x++)
          values.push(sheet.data[y * sheet.width + x]!)
      values.sort((a, b) => a - b)
      cells.data[cy * width + cx] = values[Math.floor((values.length - 1) * 0.8)]!
    }
  return cells
}

function close(image: Gray, radius: number): Gray {
  return windowed(windowed(image, radius, maximum), radius, minimum)
}

function blur(image: Gray, radius: number): Gray {
  return windowed(image, radius, mean)
}

const maximum = (values: number[]) => Math.max(...values)
const minimum = (values: number[]) => Math.min(...values)
const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length

function windowed(image: Gray, radius: number, fold: (values: number[]) => number): Gray {
  const { width, height, data } = image
  const rows = blankGray(width, height)
  const out = blankGray(width, height)
  const values: number[] = []
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      values.length = 0
      for (let u = Math.max(0, x - radius); u <= Math.min(width - 1, x + radius); u++)
        values.push(data[y * width + u]!)
      rows.data[y * width + x] = fold(values)
    }
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      values.length = 0
      for (let u = Math.max(0, y - radius); u <= Math.min(height - 1, y + radius); u++)
        values.push(rows.data[u * width + x]!)
      out.data[y * width + x] = fold(values)
    }
  return out
}

/** Faint print is spread over the whole scale: the darkest percent becomes black, paper becomes white. */
function stretchInk(sheet: Gray): Gray {
  const histogram = new Uint32Array(256)
  for (const v of sheet.data) histogram[v]!++
  let dark = 0
  for (let sum = 0; dark < 160 && sum < sheet.data.length * 0.015; dark++) sum += histogram[dark]!
  const black = Math.min(dark, 150)
  const white = 232
  const curve = Uint8Array.from({ length: 256 }, (_, v) =>
    Math.max(0, Math.min(255, Math.round(((v - black) * 255) / (white - black)))),
  )
  return { width: sheet.width, height: sheet.height, data: sheet.data.map((v) => curve[v]!) }
}
