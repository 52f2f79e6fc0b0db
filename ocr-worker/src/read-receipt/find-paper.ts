import { boxPrint } from './box-print.ts'
import { apart, sideBySide, type Candidate, type Paper } from './choose-sheets.ts'
import { findPatches, findRims } from './find-patches.ts'
import { findPrint, type Print } from './find-print.ts'
import type { Quad } from './image/fit-quad.ts'
import type { Gray } from './image/gray.ts'
import { paperMap } from './image/paper-map.ts'
import { settleOnEdges } from './image/settle-on-edges.ts'
import { isSheet } from './image/sheet-shape.ts'
import { judgeByPrint } from './judge-by-print.ts'
import type { Photo } from './load-photo.ts'

/**
 * Where the receipts lie. `papers` are the corners in fractions of the photo (clockwise from the top left), the best
 * first; empty means that no edge of a paper was seen, and the whole photo is read. `judged` is every patch that was
 * looked at, with its score: those taken first, then the rest, the best first.
 */
export type Papers = { papers: Paper[]; judged: (Paper & { score: number })[] }

/** A patch with a lower score is perhaps no sheet; where all the picture may be one sheet, it is none. */
const FAINT = 0.1

/**
 * A receipt is a bright, colourless, four-sided patch; the one that is most like a sheet of paper (fills its quadrangle,
 * stands out at its rim, holds the print) wins.
 */
export function findPaper(photo: Photo): Papers {
  if (isScan(photo.gray)) return { papers: [], judged: [] }
  const map = paperMap(photo.small)
  const print = findPrint(photo.gray)
  const patches = findPatches(map)
  let judged = judgeByPrint([...patches.whole, ...boxPrint(print)], print).sort(bestFirst)
  if (!standsOut(judged[0])) judged = [...judged, ...judgeByPrint(findRims(map).whole, print)].sort(bestFirst)
  const chosen = sideBySide([...judged, ...judgeByPrint(patches.parts, print)]) ?? apart(judged)
  const papers = chosen.map((c) => settle(c, print))
  const lies = papers.some((p) => p.edges && isWithin(p.quad))
  if (isFilled(map) && !standsOut(judged[0]) && !lies) return { papers: [], judged }
  const rest = judged.filter((c) => !chosen.includes(c))
  return { papers, judged: [...papers.map((p, i) => ({ ...p, score: chosen[i]!.score })), ...rest] }
}

const bestFirst = (a: Candidate, b: Candidate) => b.score - a.score

const standsOut = (best?: Candidate) => best !== undefined && best.edges && best.score > FAINT

/** Corners from print become those of the sheet if edges show around it. */
function settle({ quad, edges }: Paper, print: Print): Paper {
  const { seen, ...settled } = settleOnEdges(quad, print.gray, edges ? 0.12 : 0.25)
  if (!isSheet(settled.quad, print.width, print.height)) return { quad, edges }
  return { ...settled, edges: edges || seen >= 3 }
}

/** A scanner leaves pure white around the sheet, or the sheet fills the picture; no table is that white. */
function isScan({ width, height, data }: Gray): boolean {
  let white = 0
  let all = 0
  const look = (x: number, y: number) => {
    all++
    if (data[y * width + x]! >= 244) white++
  }
  for (let x = 0; x < width; x += 3) for (const y of [2, height - 3]) look(x, y)
  for (let y = 0; y < height; y += 3) for (const x of [2, width - 3]) look(x, y)
  return white > all * 0.6
}

/** Paper from rim to rim, as a scanner shows it: print that seems to end somewhere may only be faint beyond. */
function isFilled(map: Gray): boolean {
  const bright = Uint8Array.from(map.data).sort()[Math.floor(map.data.length * 0.85)]!
  return map.data.filter((v) => v >= bright * 0.8).length > map.data.length * 0.9
}

/** A sheet whose sides are the picture's own shows no side at all. */
function isWithin(quad: Quad): boolean {
  return quad.every(({ x, y }) => Math.min(x, 1 - x, y, 1 - y) > 0.02)
}
