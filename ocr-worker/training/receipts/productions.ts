import type { Random } from '../random.ts'

/** One way to print a part of a receipt. Those that are held out are drawn only for measuring. */
export type Production = { name: string; heldOut?: true; weight?: number }

/** `seen`: what is learned from. `unseen`: some parts of each receipt are printed in a way that is held out. */
export type Selection = 'seen' | 'unseen' | 'all'

const HELD_OUT_SHARE = 0.4

/** One of the productions of a kind, by weight. */
export function pickProduction<P extends Production>(
  productions: readonly P[],
  selection: Selection,
  random: Random,
): P {
  const heldOut = productions.filter((p) => p.heldOut)
  const wanted =
    selection === 'seen'
      ? productions.filter((p) => !p.heldOut)
      : selection === 'unseen'
        ? heldOut.length && random.chance(HELD_OUT_SHARE)
          ? heldOut
          : productions.filter((p) => !p.heldOut)
        : productions
  let draw = random.next() * wanted.reduce((sum, p) => sum + (p.weight ?? 1), 0)
  return wanted.find((p) => (draw -= p.weight ?? 1) < 0) ?? wanted.at(-1)!
}
