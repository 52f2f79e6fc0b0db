import { textAt } from './text-at.ts'

const HEADER = 128
const MOST_TAGS = 100
/** What colours are computed from (ICC.1:2022, 9.2). */
const COLOUR_TAGS = new Set(
  'rXYZ gXYZ bXYZ wtpt bkpt chad rTRC gTRC bTRC kTRC A2B0 A2B1 A2B2 B2A0 B2A1 B2A2 D2B0 D2B1 D2B2 D2B3 B2D0 B2D1 B2D2 B2D3 gamt cicp'.split(
    ' ',
  ),
)
/** Kinds of numbers; no kind of text is among them. */
const NUMBER_TYPES = 'XYZ |curv|para|sf32|mft1|mft2|mAB |mBA |mpet|cicp'.split('|')
/** Of the header: who made it, when, for which device, and under which fingerprint. */
const NAMING = [
  [4, 8],
  [24, 36],
  [48, 56],
  [80, 128],
] as const
/** A profile must have a name and a notice; one and the same word does for both ("photo", 9.2.41 and 9.2.22). */
const NAME = [
  ...[0x6d, 0x6c, 0x75, 0x63, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 12],
  ...[0x65, 0x6e, 0x55, 0x53, 0, 0, 0, 10, 0, 0, 0, 28],
  ...[0, 0x70, 0, 0x68, 0, 0x6f, 0, 0x74, 0, 0x6f, 0, 0],
]

/**
 * The same colours without anything that names a device, a maker, a person or a time; undefined for what is no profile.
 * A screenshot's profile may be that of its owner's screen, by name.
 */
export function colourProfileOnly(profile: Uint8Array): Uint8Array | undefined {
  if (profile.length < HEADER + 4 || !textAt(profile, 36, 'acsp')) return undefined
  const given = new DataView(profile.buffer, profile.byteOffset, profile.byteLength)
  const tags = listTags(profile, given)
  if (tags.length === 0) return undefined

  const places = new Map<string, number>()
  let length = HEADER + 4 + 12 * (tags.length + 2)
  const nameAt = length
  length += NAME.length
  for (const { from, to } of tags) {
    const key = `${from}-${to}`
    if (places.has(key)) continue
    places.set(key, length)
    length += Math.ceil((to - from) / 4) * 4
  }
  // Tags that overlap would unfold into many times the profile.
  if (length > profile.length + NAME.length + 4 * (tags.length + 8)) return undefined

  const out = new Uint8Array(length)
  const view = new DataView(out.buffer)
  out.set(profile.subarray(0, HEADER))
  for (const [from, to] of NAMING) out.fill(0, from, to)
  view.setUint32(0, length)
  view.setUint32(HEADER, tags.length + 2)
  out.set(NAME, nameAt)
  let row = HEADER + 4
  const list = (tag: Uint8Array, at: number, size: number) => {
    out.set(tag, row)
    view.setUint32(row + 4, at)
    view.setUint32(row + 8, size)
    row += 12
  }
  for (const name of ['desc', 'cprt'])
    list(
      Uint8Array.from(name, (letter) => letter.charCodeAt(0)),
      nameAt,
      38,
    )
  for (const { tag, from, to } of tags) {
    const at = places.get(`${from}-${to}`)!
    out.set(profile.subarray(from, to), at)
    list(tag, at, to - from)
  }
  return out
}

function listTags(profile: Uint8Array, view: DataView): { tag: Uint8Array; from: number; to: number }[] {
  const count = Math.min(view.getUint32(HEADER), MOST_TAGS)
  const found = []
  for (let row = HEADER + 4; row < HEADER + 4 + 12 * count && row + 12 <= profile.length; row += 12) {
    const tag = profile.subarray(row, row + 4)
    const from = view.getUint32(row + 4)
    const to = from + view.getUint32(row + 8)
    const isColour = COLOUR_TAGS.has(String.fromCharCode(...tag))
    if (isColour && to <= profile.length && NUMBER_TYPES.some((type) => textAt(profile, from, type)))
      found.push({ tag, from, to })
  }
  return found
}
