import type { Reading } from '@tamaru/domain'
import { toEnglishReading } from '../english-reading.ts'
import { dense } from '../fields/words.ts'
import { momentIn } from '../fields/date.ts'
import { phoneIn } from '../fields/phone.ts'
import type { Line } from '../lines.ts'
import { readLines } from '../read-lines.ts'
import type { ReadPhoto } from '../read-photo.ts'
import type { RoleReader } from '../roles/open-role-reader.ts'
import { readSums } from '../roles/read-sums.ts'
import type { Role } from '../roles/roles.ts'
import { toPart, toSheet, type Part } from './place-parts.ts'
import { waysToJoin, type Doubt, type Place } from './ways-to-join.ts'

type Told = Omit<Reading, 'marks' | 'engine'>

/** A photo with fewer lines of clear print shows no part of a receipt. */
const LEAST_LINES = 2
const NEVER_SURE = 0.2
/** Each takes as long as understanding one receipt, some 10 ms. */
const MOST_WAYS = 40

/**
 * Photos of one receipt as data: their lines are put together by what they share, and what they are for is asked, and
 * proved by the sums, of the whole. Where there is more than one way to put them together, that one holds under which the
 * goods come to the total.
 */
export async function joinPhotos(photos: readonly ReadPhoto[], roles: RoleReader): Promise<Told> {
  const sight = {
    papers: Math.max(...photos.map((p) => p.sight.papers)),
    edges: photos.some((p) => p.sight.edges),
    blurred: photos.some((p) => p.sight.blurred),
  }
  const read = photos.filter((p) => p.lines.length > 0)
  const english = read.length > 0 && read.every((p) => p.language === 'eng')
  const parts = read.map(({ lines, tallness }) => toPart(lines, tallness))
  const notSeen = unseen(photos)

  let likeliest: { told: Told; doubt: Doubt | null } | null = null
  let tried = 0
  for await (const { part, doubt } of waysToJoin(parts.length ? parts : [{ lines: [] }], (part) =>
    placeOf(part, roles),
  )) {
    const told = await understand(toSheet(part))
    likeliest ??= { told, doubt }
    if (addsUp(told) && doubt !== 'several_receipts') return doubting(told, notSeen)
    if (++tried === MOST_WAYS) break
  }
  const { told, doubt } = likeliest!
  return doubting(told, notSeen ?? (doubt && sayDoubt(doubt)))

  async function understand(lines: Line[]): Promise<Told> {
    if (english) return toEnglishReading(lines, sight.papers)
    return (await readLines(lines, sight, roles)).reading
  }
}

/** The goods, none left out, come to what is printed below them. */
function addsUp({ proof, quality, total }: Told): boolean {
  const asPrinted = !proof.repairs.some(({ field }) => /^items\.\d+$/.test(field) || field === 'total')
  const lines = proof.holds.some((e) => e.kind === 'lines') && !proof.fails.some((e) => e.kind === 'lines')
  return quality.kind === 'receipt' && total !== null && asPrinted && lines
}

/** The first photo that shows hardly any print. */
function unseen(photos: readonly ReadPhoto[]): Reading['quality'] | null {
  const at = photos.findIndex(
    ({ lines }) => lines.filter((l) => l.confidence > 0.75 && dense(l.text).length >= 3).length < LEAST_LINES,
  )
  if (at < 0) return null
  return { kind: 'unreadable', reason: `photo ${at + 1} of ${photos.length} shows hardly any clear print` }
}

const sayDoubt = (doubt: Doubt): Reading['quality'] => ({
  kind: doubt,
  reason:
    doubt === 'several_receipts'
      ? 'the photos show more than one receipt'
      : 'the photos share no line, and the goods on them do not come to the total',
})

/** What is already known to be no whole receipt stays that. */
function doubting(told: Told, quality: Reading['quality'] | null): Told {
  if (!quality || told.quality.kind !== 'receipt') return told
  return { ...told, quality, confidence: Math.min(NEVER_SURE, told.confidence) }
}

const BODY = new Set<Role>(['good', 'subtotal', 'total', 'tax', 'taxBase', 'taxPair', 'payment', 'tendered'])
const REGISTRATION = /T\d{13}/

/** What stands above the goods is of the till's shop, and nowhere else: a phone may come again below. */
async function placeOf(part: Part, roles: RoleReader): Promise<Place> {
  const told = await roles.read(toSheet(part))
  const body = told.findIndex(({ role }) => BODY.has(role))
  const head = told.slice(0, body < 0 ? told.length : body).map(({ line }) => line.text)
  const begins = head.some(
    (text) => phoneIn(text) !== null || momentIn(text) !== null || REGISTRATION.test(dense(text)),
  )
  const { totals } = readSums(told)
  return { begins, ends: totals.length > 0 }
}
