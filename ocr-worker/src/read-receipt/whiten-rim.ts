import type { Gray } from './image/gray.ts'

const DARK = 175

/** Table that shows beside the sheet: everything dark that hangs together with the border, painted white. */
export function whitenRim(sheet: Gray): Gray {
  const { width, height } = sheet
  const data = new Uint8Array(sheet.data)
  const deep = { x: Math.round(width * 0.06), y: Math.round(width * 0.06) }
  const stack: number[] = []
  const visit = (x: number, y: number) => {
    if (x < 0 || y < 0 || x >= width || y >= height) return
    const nearRim = x < deep.x || y < deep.y || x >= width - deep.x || y >= height - deep.y
    if (!nearRim || data[y * width + x]! > DARK) return
    data[y * width + x] = 255
    stack.push(y * width + x)
  }
  for (let x = 0; x < width; x++) {
    visit(x, 0)
    visit(x, height - 1)
  }
  for (let y = 0; y < height; y++) {
    visit(0, y)
    visit(width - 1, y)
  }
  while (stack.length) {
    const i = stack.pop()!
    const x = i % width
    const y = (i - x) / width
    visit(x - 1, y)
    visit(x + 1, y)
    visit(x, y - 1)
    visit(x, y + 1)
  }
  return { width, height, data }
}
