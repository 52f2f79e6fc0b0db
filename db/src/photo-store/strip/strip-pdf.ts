/** What photos bring into a PDF: the segments of their JPEGs, by marker and name, and XMP, which documents have as well. */
const SEGMENTS = ['\xff\xe1', '\xff\xed'] as const
const NAMES = ['Exif\0\0', 'Photoshop 3.0\0'] as const
const XMP = { begins: '<x:xmpmeta', ends: '</x:xmpmeta>' }

/**
 * Blanks, where they lie, the notes that photos bring into a PDF, and its XMP. What the document says of itself (title,
 * author, program, in its own directory) stays, and so does what lies compressed: a PDF is not written anew. Undefined
 * where this is none.
 */
export function stripPdf(bytes: Uint8Array): Uint8Array[] | undefined {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (file.toString('latin1', 0, 5) !== '%PDF-') return undefined
  const waste = [...findSegments(file), ...findXmp(file)].sort((a, b) => a.from - b.from)
  const pieces: Uint8Array[] = []
  let at = 0
  for (const { from, to, by } of waste) {
    if (from < at) continue
    pieces.push(bytes.subarray(at, from), Buffer.alloc(to - from, by))
    at = to
  }
  pieces.push(bytes.subarray(at))
  return pieces.filter(({ length }) => length > 0)
}

function* findSegments(file: Buffer) {
  for (const [kind, name] of NAMES.entries())
    for (
      let found = file.indexOf(name, 0, 'latin1');
      found >= 0;
      found = file.indexOf(name, found + 1, 'latin1')
    ) {
      const at = found - 4
      if (at < 0 || file.toString('latin1', at, at + 2) !== SEGMENTS[kind]) continue
      const from = found + name.length
      const to = Math.min(file.length, at + 2 + file.readUInt16BE(at + 2))
      if (to > from) yield { from, to, by: 0 }
    }
}

function* findXmp(file: Buffer) {
  for (let at = 0; ;) {
    const from = file.indexOf(XMP.begins, at, 'latin1')
    if (from < 0) return
    const ends = file.indexOf(XMP.ends, from, 'latin1')
    if (ends < 0) return
    at = ends + XMP.ends.length
    yield { from, to: at, by: ' ' }
  }
}
