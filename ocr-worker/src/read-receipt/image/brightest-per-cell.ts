import { blankGray, type Gray } from './gray.ts'

/** The 80th percentile of each square cell: its paper, if a fifth of it is blank, without taking noise for light. */
export function brightestPerCell(sheet: Gray, cell: number): Gray {
  const width = Math.ceil(sheet.width / cell)
  const height = Math.ceil(sheet.height / cell)
  const cells = blankGray(width, height)
  const counts = new Uint16Array(256)
  for (let cy = 0; cy < height; cy++)
    for (let cx = 0; cx < width; cx++) {
      counts.fill(0)
      let size = 0
      for (let y = cy * cell; y < Math.min(sheet.height, (cy + 1) * cell); y++)
        for (let x = cx * cell; x < Math.min(sheet.width, (cx + 1) * cell); x++, size++)
          counts[sheet.data[y * sheet.width + x]!]!++
      let value = 255
      for (let above = counts[255]!; above < size * 0.2 && value > 0; above += counts[value]!) value--
      cells.data[cy * width + cx] = value
    }
  return cells
}
