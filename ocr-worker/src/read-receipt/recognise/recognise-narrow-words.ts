import type { Row, Rows } from '../find-rows.ts'
import type { Gray } from '../image/gray.ts'
import type { Strip } from './compose-page.ts'
import type { Engine } from './open-engine.ts'
import { recogniseStrips, type StripText } from './recognise-strips.ts'
import type { Clock, ReadRow } from './recognise.ts'

/**
 * Half-width kana again at twice the width: the models know few of them, and full-width ones well. Taken where the
 * wide reading is kana and no less sure.
 */
export async function recogniseNarrowWords(
  engine: Engine,
  sheet: Gray,
  found: Rows,
  read: ReadRow[],
  clock: Clock,
): Promise<ReadRow[]> {
  const asked = read.flatMap((row, index) => {
    const strip = narrowWord(found.rows[index]!, row, found.lineHeight)
    return strip ? [{ index, strip }] : []
  })
  // A till that prints goods in half-width kana does so throughout; a few narrow words are chance.
  if (asked.length < read.length * NARROW_SHARE) return read
  const how = { language: 'jpn' as const, alphabet: 'any' as const, limitMs: clock.leftMs() }
  const texts = await recogniseStrips(
    engine,
    sheet,
    asked.map((a) => a.strip),
    how,
  )
  return read.map((row, index) => {
    const at = asked.findIndex((a) => a.index === index)
    const text = texts[at]
    if (!text || !isKana(text)) return row
    const { to } = asked[at]!.strip
    const kept = row.glyphs.filter((g) => (g.from + g.to) / 2 > to)
    return { ...row, glyphs: [...text.glyphs, ...kept] }
  })
}

const NARROW_SHARE = 0.2
/** Words of the sums and of counts, which every till prints in full width. */
const FULL_WIDTH = /[計税番号対象円引釣預個点はのをが]/

/** The words left of the last wide gap, if most of their characters are half as wide as the line is high. */
function narrowWord(row: Row, read: ReadRow, lineHeight: number): Strip | null {
  if (row.foot - row.top > lineHeight * 1.4) return null
  const gap = row.runs.findLastIndex((run, i) => (row.runs[i + 1]?.from ?? 0) - run.to > lineHeight * 1.1)
  const runs = gap < 0 ? row.runs : row.runs.slice(0, gap + 1)
  const widths = runs.map((r) => r.to - r.from).sort((a, b) => a - b)
  const middle = widths[Math.floor(widths.length * 0.6)] ?? lineHeight
  const letters = read.glyphs.filter(
    (g) => g.to <= (runs.at(-1)?.to ?? 0) + 1 && /[^\d\s,.:/\-()%]/u.test(g.text),
  )
  if (runs.length < 3 || letters.length < 2 || middle > lineHeight * 0.62) return null
  if (letters.some((g) => FULL_WIDTH.test(g.text))) return null
  return { ...read.strip, from: runs[0]!.from, to: runs.at(-1)!.to, runs, scaleX: read.strip.scaleX * 1.7 }
}

function isKana(text: StripText): boolean {
  const kana = text.glyphs.filter((g) => /[\u30a0-\u30ff]/u.test(g.text)).length
  return kana >= 2 && kana >= text.glyphs.filter((g) => /\p{L}/u.test(g.text)).length * 0.6
}
