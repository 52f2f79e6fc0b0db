import { listBoxes, type Box } from './heif-boxes.ts'
import { locatePicture } from './heif-items.ts'

/** Of the box `meta`: what says where the picture lies and how it is decoded. */
const META_KEPT = new Set(['hdlr', 'pitm', 'iloc', 'iinf', 'iref', 'iprp', 'idat', 'dinf'])
/** Of the picture's properties: size, codec, colours, and how it is turned. Others may be text, or a time. */
const PROPERTIES_KEPT = new Set([
  ...['ispe', 'hvcC', 'lhvC', 'pixi', 'colr', 'pasp', 'clap', 'irot', 'imir', 'auxC', 'clli', 'mdcv', 'cclv'],
])

interface Range {
  from: number
  to: number
}

/**
 * Keeps of a HEIC file what its primary picture needs; every other byte, as EXIF, XMP, thumbnails and films, becomes
 * zero where it lies, since the file says by offsets where its parts are. Undefined where it is not understood.
 */
export function stripHeic(bytes: Uint8Array): Uint8Array[] | undefined {
  try {
    return blank(bytes, findWaste(bytes))
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

function findWaste(bytes: Uint8Array): { zeros: Range[]; renamed: Box[] } {
  const top = listBoxes(bytes, 0, bytes.length)
  const metas = top.filter(({ type }) => type === 'meta')
  if (top[0]?.type !== 'ftyp' || metas.length !== 1) throw new RangeError('there is no one box meta')
  const children = listBoxes(bytes, metas[0]!.body + 4, metas[0]!.end)
  const picture = locatePicture(bytes, children)
  const zeros: Range[] = []
  const renamed: Box[] = []
  const drop = (box: Box) => {
    renamed.push(box)
    zeros.push({ from: box.body, to: box.end })
  }
  for (const box of top) {
    if (box.type === 'mdat')
      zeros.push(
        ...around(
          box,
          picture.filter(({ inIdat }) => !inIdat),
        ),
      )
    else if (box.type !== 'meta' && box !== top[0]) drop(box)
  }
  for (const box of children) {
    if (box.type === 'idat') {
      const kept = picture.filter(({ inIdat }) => inIdat)
      zeros.push(
        ...around(
          box,
          kept.map(({ from, to }) => ({ from: from + box.body, to: to + box.body })),
        ),
      )
    } else if (box.type === 'iprp') listProperties(bytes, box).forEach(drop)
    else if (!META_KEPT.has(box.type)) drop(box)
  }
  return { zeros, renamed }
}

/** Those to be dropped. Each keeps its number: they are told by it. */
function listProperties(bytes: Uint8Array, iprp: Box): Box[] {
  return listBoxes(bytes, iprp.body, iprp.end)
    .filter(({ type }) => type === 'ipco')
    .flatMap(({ body, end }) => listBoxes(bytes, body, end))
    .filter(({ type }) => !PROPERTIES_KEPT.has(type))
}

/** What lies in a box before, between and behind what is kept. */
function around({ body, end }: Box, kept: Range[]): Range[] {
  const gaps: Range[] = []
  let at = body
  for (const { from, to } of kept.toSorted((a, b) => a.from - b.from)) {
    if (to <= at || from >= end) continue
    if (from > at) gaps.push({ from: at, to: from })
    at = to
  }
  if (at < end) gaps.push({ from: at, to: end })
  return gaps
}

function blank(bytes: Uint8Array, { zeros, renamed }: ReturnType<typeof findWaste>): Uint8Array[] {
  const free = Buffer.from('free', 'latin1')
  const changes = [
    ...zeros.map(({ from, to }) => ({ from, to, by: Buffer.alloc(to - from) })),
    ...renamed.map(({ start }) => ({ from: start + 4, to: start + 8, by: free })),
  ].sort((a, b) => a.from - b.from)
  const pieces: Uint8Array[] = []
  let at = 0
  for (const { from, to, by } of changes) {
    if (from > at) pieces.push(bytes.subarray(at, from))
    pieces.push(by)
    at = to
  }
  pieces.push(bytes.subarray(at))
  return pieces.filter(({ length }) => length > 0)
}
