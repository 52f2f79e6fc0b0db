import type { Bends, Quad } from '../read-receipt/image/fit-quad.ts'
import type { Papers } from '../read-receipt/find-paper.ts'
import { html, type Markup } from './markup.ts'
import type { Picture } from './picture.ts'
import { percent } from './words.ts'

/** A patch that was taken for paper, or might have been: `place` is 1 for the likeliest. */
export type Candidate = {
  place: number
  quad: Quad
  bends?: Bends
  edges: boolean
  score: number | null
  chosen: boolean
}

const MOST = 6
/** Corners nearer than this (in fractions of the photo) are the same sheet seen at another threshold. */
const SAME = 0.035

/** The chosen papers first, then what else was looked at, the same sheet once. */
export function candidatesOf({ papers, judged }: Papers): Candidate[] {
  const shown: Omit<Candidate, 'place'>[] = papers.map((paper) => ({
    ...paper,
    score: judged.find((j) => j.quad === paper.quad)?.score ?? null,
    chosen: true,
  }))
  for (const { quad, edges, score } of judged)
    if (shown.length < MOST && !shown.some((s) => isSame(s.quad, quad)))
      shown.push({ quad, edges, score, chosen: false })
  return shown.map((candidate, i) => ({ ...candidate, place: i + 1 }))
}

function isSame(a: Quad, b: Quad): boolean {
  return a.every((p, i) => Math.hypot(p.x - b[i]!.x, p.y - b[i]!.y) < SAME)
}

/** Clockwise from the top left; a bent side through a few of its points. */
function outlineOf([a, b, c, d]: Quad, bends?: Bends): Quad[number][] {
  const along = (p: Quad[number], q: Quad[number], bend = { x: 0, y: 0 }) =>
    [0, 0.25, 0.5, 0.75].map((t) => ({
      x: p.x + (q.x - p.x) * t + bend.x * 4 * t * (1 - t),
      y: p.y + (q.y - p.y) * t + bend.y * 4 * t * (1 - t),
    }))
  return [a, ...along(b, c, bends?.right), c, ...along(d, a, bends?.left)]
}

/** The photo with the outlines on it. */
export function drawPhoto(photo: Picture, candidates: Candidate[]): Markup {
  const { width, height } = photo
  const label = Math.max(width, height) * 0.032
  const at = (p: { x: number; y: number }) => ({ x: p.x * width, y: p.y * height })
  return html`<svg class="drawing" viewBox="0 0 ${width} ${height}" role="img">
    <title>写真と、見つけた紙の輪郭 – the photo with the outline of the paper</title>
    <image href="${photo.uri}" width="${width}" height="${height}" />
    ${candidates.toReversed().map(({ place, quad, bends, chosen, score }) => {
      const points = outlineOf(quad, bends).map(at)
      // Outside the photo nobody would see the number.
      const x = Math.max(label, Math.min(width - label, points[0]!.x))
      const y = Math.max(label, Math.min(height - label, points[0]!.y))
      return html`<g class="${chosen ? 'paper chosen' : 'paper'}">
        <title>${place}${score === null ? '' : ` – ${percent(score)}`}</title>
        <polygon points="${points.map((p) => html`${p.x},${p.y} `)}" />
        <circle cx="${x}" cy="${y}" r="${label * 0.62}" />
        <text x="${x}" y="${y}" font-size="${label * 0.8}">${place}</text>
      </g>`
    })}
  </svg>`
}
