import { Cursor, listBoxes, type Box } from './heif-boxes.ts'

/** Where an item's bytes lie: in the file, or in the box `idat`. */
export interface Extent {
  inIdat: boolean
  from: number
  to: number
}

/**
 * Lists where the bytes of the primary picture lie: of itself, of the tiles that it is derived from, of its own
 * transparency or depth. Thumbnails are no part of it. Throws a RangeError where the file does not say.
 */
export function locatePicture(bytes: Uint8Array, children: Box[]): Extent[] {
  const box = (type: string) => children.find((child) => child.type === type)
  const [pitm, iloc, iref] = [box('pitm'), box('iloc'), box('iref')]
  if (!pitm || !iloc) throw new RangeError('there is no primary picture')
  const wanted = new Set([readPrimary(bytes, pitm)])
  const references = iref ? readReferences(bytes, iref) : []
  // A set that grows is walked to its end.
  for (const id of wanted)
    for (const { type, from, to } of references) {
      if (type === 'dimg' && from === id) for (const part of to) wanted.add(part)
      if (type === 'auxl' && to.includes(id)) wanted.add(from)
    }
  return readExtents(bytes, iloc, wanted)
}

function openFull(bytes: Uint8Array, { body }: Box) {
  const cursor = new Cursor(bytes, body)
  const version = cursor.number(1)
  cursor.at += 3
  return { cursor, version }
}

function readPrimary(bytes: Uint8Array, pitm: Box): number {
  const { cursor, version } = openFull(bytes, pitm)
  return cursor.number(version === 0 ? 2 : 4)
}

function readReferences(bytes: Uint8Array, iref: Box) {
  const { cursor, version } = openFull(bytes, iref)
  const idBytes = version === 0 ? 2 : 4
  return listBoxes(bytes, cursor.at, iref.end).map(({ type, body, end }) => {
    const inside = new Cursor(bytes, body)
    const from = inside.number(idBytes)
    const count = inside.number(2)
    if (inside.at + count * idBytes > end) throw new RangeError('a reference ends outside')
    return { type, from, to: Array.from({ length: count }, () => inside.number(idBytes)) }
  })
}

/** ISO 14496-12, 8.11.3. */
function readExtents(bytes: Uint8Array, iloc: Box, wanted: Set<number>): Extent[] {
  const { cursor, version } = openFull(bytes, iloc)
  const [sizes, more] = [cursor.number(1), cursor.number(1)]
  const [offsetBytes, lengthBytes, baseBytes] = [sizes >> 4, sizes & 15, more >> 4]
  const indexBytes = version === 0 ? 0 : more & 15
  const idBytes = version < 2 ? 2 : 4
  const extents: Extent[] = []
  for (let items = cursor.number(idBytes); items > 0; items--) {
    const id = cursor.number(idBytes)
    const method = version === 0 ? 0 : cursor.number(2) & 15
    cursor.at += 2
    const base = cursor.number(baseBytes)
    for (let count = cursor.number(2); count > 0; count--) {
      cursor.at += indexBytes
      const from = base + cursor.number(offsetBytes)
      const length = cursor.number(lengthBytes)
      if (!wanted.has(id)) continue
      if (method > 1 || length === 0) throw new RangeError('a picture lies in a way that is not understood')
      extents.push({ inIdat: method === 1, from, to: from + length })
    }
  }
  return extents
}
