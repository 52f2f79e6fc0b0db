/** Readings of one kind of score: how many, and how many of them right. */
type Block = { scores: number; count: number; right: number }

/** Fewer tell little of a share. */
const LEAST = 60

/**
 * The share that was right by score, never falling (pool adjacent violators): neighbours are taken together until each share
 * is at least as high as the one before. A share is told as (right + 1) / (count + 2): of a hundred right ones the next may be wrong.
 */
export function fitSteps(
  scored: readonly { score: number; right: boolean }[],
): [score: number, share: number][] {
  const sorted = scored.toSorted((a, b) => a.score - b.score)
  const blocks: Block[] = []
  for (let at = 0; at < sorted.length; at += LEAST) {
    const some = sorted.slice(at, sorted.length - at < 2 * LEAST ? undefined : at + LEAST)
    blocks.push({
      scores: some.reduce((sum, { score }) => sum + score, 0),
      count: some.length,
      right: some.filter(({ right }) => right).length,
    })
    while (blocks.length > 1 && shareOf(blocks.at(-2)!) >= shareOf(blocks.at(-1)!)) {
      const [last, before] = [blocks.pop()!, blocks.pop()!]
      blocks.push({
        scores: last.scores + before.scores,
        count: last.count + before.count,
        right: last.right + before.right,
      })
    }
    if (some.length > LEAST) break
  }
  const round = (x: number) => Math.round(x * 10_000) / 10_000
  return blocks.map((block) => [
    round(block.scores / block.count),
    round((block.right + 1) / (block.count + 2)),
  ])
}

const shareOf = ({ right, count }: Block) => right / count
