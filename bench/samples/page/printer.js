// A till's printer on a canvas: one character a cell, black or white dots only, enlarged by repeating dots.
// Runs in the page; the fonts' style sheets are already linked.

const faces = {
  udgothic: { family: 'BIZ UDGothic', cell: 12, height: 24, lineGap: 6, base: 21 },
  dotgothic: { family: 'DotGothic16', cell: 16, height: 32, lineGap: 8, base: 28.9 },
}
const halfWidth = /[\u0020-\u007e\u00a5\uff61-\uff9f]/
const stretches = { normal: [1, 1], wide: [2, 1], tall: [1, 2], big: [2, 2] }

/**
 * @returns {Promise<{png: string, width: number, height: number, tops: number[]}>} a PNG data URL, one pixel a dot,
 * and the row of dots at which each line begins
 */
window.printLines = async ({ font, columns, lines }) => {
  const face = faces[font]
  const content = lines.map((line) => JSON.stringify(line)).join('')
  await document.fonts.load(`${face.height}px "${face.family}"`, content)
  await document.fonts.load(`700 48px "BIZ UDGothic"`, content)

  const margin = face.cell * 2
  const width = columns * face.cell + margin * 2
  const heights = lines.map((line) => heightOf(line, face))
  const tops = heights.map((_, i) => face.height * 2 + heights.slice(0, i).reduce((sum, h) => sum + h, 0))
  const height = face.height * 5 + heights.reduce((sum, h) => sum + h, 0)
  const context = whiteCanvas(width, height)
  lines.forEach((line, i) => printLine(context, line, { face, columns, margin, top: tops[i] }))
  toDots(context, width, height)
  return { png: context.canvas.toDataURL('image/png'), width, height, tops }
}

function heightOf(line, face) {
  const pitch = face.height + face.lineGap
  if (line.kind === 'gap') return Math.round(pitch * line.lines)
  if (line.kind === 'logo') return Math.round(face.height * line.height) + face.lineGap * 3
  if (line.kind === 'barcode') return face.height * 3 + pitch
  if (line.kind === 'matrix') return face.cell * 12
  return stretches[line.size ?? 'normal'][1] * face.height + face.lineGap
}

function printLine(context, line, { face, columns, margin, top }) {
  const set = (text, column, size) =>
    printText(context, text, { x: margin + column * face.cell, top, size, face })
  const width = (text, size) => columnsOf(text) * stretches[size][0]
  if (line.kind === 'text') {
    const room = columns - width(line.text, line.size)
    set(line.text, { left: 0, center: room / 2, right: room }[line.align], line.size)
  } else if (line.kind === 'pair') {
    set(line.left, 0, line.size)
    set(line.right, columns - width(line.right, line.size), line.size)
  } else if (line.kind === 'rule') set(line.char.repeat(columns), 0, 'normal')
  else if (line.kind === 'logo') printLogo(context, line, { face, columns, margin, top })
  else if (line.kind === 'barcode') printBarcode(context, line.digits, { face, columns, margin, top })
  else if (line.kind === 'matrix') printMatrix(context, line.seed, { face, columns, margin, top })
}

const columnsOf = (text) => [...text].reduce((sum, char) => sum + (halfWidth.test(char) ? 1 : 2), 0)

function printText(context, text, { x, top, size, face }) {
  const [across, down] = stretches[size]
  let at = x
  for (const char of text) {
    const cell = face.cell * (halfWidth.test(char) ? 1 : 2)
    const glyph = whiteCanvas(cell, face.height)
    glyph.font = `${face.height}px "${face.family}"`
    glyph.textBaseline = 'alphabetic'
    glyph.textAlign = 'center'
    // DotGothic16 stands 0.45 of its sixteenths off the base line: so its dots meet ours.
    glyph.fillText(char, cell / 2, face.base)
    toDots(glyph, cell, face.height)
    context.drawImage(glyph.canvas, Math.round(at), top, cell * across, face.height * down)
    at += cell * across
  }
}

/** A shop's sign is a stored picture, so it is not bound to the cells. */
function printLogo(context, { text, style, height }, { face, columns, margin, top }) {
  const tall = Math.round(face.height * height)
  const wide = columns * face.cell
  const inverse = style === 'inverse'
  const size = Math.min(tall * (inverse ? 0.72 : 0.95), (wide * 0.9) / [...text].length)
  context.save()
  if (inverse) {
    context.beginPath()
    context.roundRect(margin, top, wide, tall, tall / 6)
    context.fill()
    context.fillStyle = '#fff'
  }
  context.font = `700 ${size}px "BIZ UDGothic"`
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.fillText(text, margin + wide / 2, top + tall / 2)
  if (style === 'ruled')
    for (const row of [0, 4]) context.fillRect(margin + wide * 0.06, top + tall + row, wide * 0.88, 2)
  context.restore()
}

function printBarcode(context, digits, { face, columns, margin, top }) {
  const bars = [...digits].flatMap((digit) => [
    1 + (digit & 1),
    1 + ((digit >> 1) & 1),
    1 + ((digit >> 2) & 1),
    1 + (digit > 4),
  ])
  const unit = face.cell / 6
  const wide = bars.reduce((sum, bar) => sum + bar, 0) * unit
  let x = margin + (columns * face.cell - wide) / 2
  bars.forEach((bar, i) => {
    if (i % 2 === 0) context.fillRect(Math.round(x), top, Math.round(bar * unit), face.height * 2.6)
    x += bar * unit
  })
  const column = (columns - digits.length) / 2
  printText(context, digits, {
    x: margin + column * face.cell,
    top: top + face.height * 3,
    size: 'normal',
    face,
  })
}

/** Looks like a two-dimensional code and says nothing. */
function printMatrix(context, seed, { face, columns, margin, top }) {
  const cells = 25
  const unit = Math.floor((face.cell * 11) / cells)
  const left = margin + Math.round((columns * face.cell - cells * unit) / 2)
  let state = [...seed].reduce((sum, char) => sum * 31 + char.codePointAt(0), 7) >>> 0
  const paint = (x, y, dark) => {
    context.fillStyle = dark ? '#000' : '#fff'
    context.fillRect(left + x * unit, top + y * unit, unit, unit)
  }
  for (let y = 0; y < cells; y++)
    for (let x = 0; x < cells; x++) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0
      paint(x, y, state > 0x80000000)
    }
  for (const [cx, cy] of [
    [3, 3],
    [21, 3],
    [3, 21],
  ])
    for (let y = -4; y <= 4; y++)
      for (let x = -4; x <= 4; x++) {
        const ring = Math.max(Math.abs(x), Math.abs(y))
        if (cx + x >= 0 && cy + y >= 0 && cx + x < cells && cy + y < cells)
          paint(cx + x, cy + y, ring < 2 || ring === 3)
      }
  context.fillStyle = '#000'
}

function whiteCanvas(width, height) {
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const context = canvas.getContext('2d', { willReadFrequently: true })
  context.fillStyle = '#fff'
  context.fillRect(0, 0, width, height)
  context.fillStyle = '#000'
  context.imageSmoothingEnabled = false
  return context
}

/** A print head knows hot and cold. */
function toDots(context, width, height) {
  const picture = context.getImageData(0, 0, width, height)
  for (let i = 0; i < picture.data.length; i += 4) {
    const dark = picture.data[i] < 150
    picture.data[i] = picture.data[i + 1] = picture.data[i + 2] = dark ? 0 : 255
  }
  context.putImageData(picture, 0, 0)
}
