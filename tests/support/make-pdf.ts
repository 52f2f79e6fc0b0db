/** What stands on a page, from its top: JPEGs one below the other, or lines of print in Courier. */
export type PdfPage = { jpeg: Buffer; width: number; height: number } | { lines: string[] }

const NARROW_PT = 226
const LINE_PT = 12

/** Writes a small PDF, as wide as a till's paper. */
export function makePdf(pages: readonly PdfPage[]): Buffer<ArrayBuffer> {
  const objects: Buffer[] = []
  const add = (...parts: (string | Buffer)[]) =>
    objects.push(
      Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part))),
    )
  const stream = (head: string, data: string | Buffer) =>
    add(`<< ${head} /Length ${data.length} >>\nstream\n`, data, '\nendstream')
  const font = add('<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>')
  const kids = pages.map((page) => {
    const isPhoto = 'jpeg' in page
    const height_pt = isPhoto ? (NARROW_PT * page.height) / page.width : 40 + page.lines.length * LINE_PT
    const resource = isPhoto
      ? `/XObject << /X ${stream(`/Type /XObject /Subtype /Image /Width ${page.width} /Height ${page.height} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode`, page.jpeg)} 0 R >>`
      : `/Font << /F ${font} 0 R >>`
    const content = isPhoto
      ? `${NARROW_PT} 0 0 ${height_pt} 0 0 cm /X Do`
      : `BT /F 10 Tf ${LINE_PT} TL 16 ${height_pt - 30} Td ${page.lines.map((line) => `(${line}) Tj T*`).join(' ')} ET`
    const contents = stream('', content)
    return add(
      `<< /Type /Page /Parent PARENT 0 R /MediaBox [0 0 ${NARROW_PT} ${height_pt}]`,
      ` /Resources << ${resource} >> /Contents ${contents} 0 R >>`,
    )
  })
  const parent = add(
    `<< /Type /Pages /Count ${kids.length} /Kids [${kids.map((kid) => `${kid} 0 R`).join(' ')}] >>`,
  )
  const catalog = add(`<< /Type /Catalog /Pages ${parent} 0 R >>`)
  return write(objects, parent, catalog)
}

function write(objects: Buffer[], parent: number, catalog: number): Buffer<ArrayBuffer> {
  const pieces: Buffer[] = [Buffer.from('%PDF-1.7\n')]
  const offsets: number[] = []
  const length = () => pieces.reduce((sum, piece) => sum + piece.length, 0)
  for (const [at, object] of objects.entries()) {
    offsets.push(length())
    const body = object.includes('PARENT')
      ? Buffer.from(object.toString('latin1').replace('PARENT', `${parent}`), 'latin1')
      : object
    pieces.push(Buffer.from(`${at + 1} 0 obj\n`), body, Buffer.from('\nendobj\n'))
  }
  const start = length()
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  pieces.push(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${objects.length + 1} /Root ${catalog} 0 R >>\nstartxref\n${start}\n%%EOF\n`,
    ),
  )
  return Buffer.concat(pieces)
}
