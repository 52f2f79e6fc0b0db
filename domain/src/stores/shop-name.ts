import { normaliseName, similarity } from '../names/normalise-name.ts'

/** A name of seven letters with one of them read as its lookalike still passes; another branch's name does not. */
export const LIKE_ENOUGH = 0.9
/** Two branches' names have less than this in common; a branch that was misread has more. */
const OTHER_BELOW = 0.5

/** Shops of these kinds end in 店 without being a branch of anything. */
const KIND_OF_SHOP =
  /(書|商|酒|薬|飯|百貨|雑貨|専門|量販|喫茶|生花|青果|精肉|鮮魚|文具|電器|金物|洋品|食品|呉服|料理|菓子)店$/

/** Spells a shop's name as it is compared: the last letter of "月ヶ丘店" says only that it is a shop. */
export function spellShop(name: string): string {
  return spell(name).replace(/店$/, '')
}

/** Tells how like a printed name, alone, is to a shop's; both printed and known as they stand. */
export function likenessAlone(printed: string, known: string): number {
  return similarity(spellShop(printed), spellShop(known))
}

/** Chain and branch each for itself, at the best cut of the known name: two branches of a long name are not alike. */
export function likenessInParts(chain: string, branch: string, known: string): number {
  const [named, first, second] = [spellShop(known), spell(chain), spellShop(branch)]
  return Math.max(
    ...cutsOf(named).map(([head, tail]) => Math.min(similarity(first, head), similarity(second, tail))),
  )
}

/** Returns what a known name says beyond the printed one: "南里" of "ソラマメマート 南里店". Null where it does not begin with it. */
export function branchBeyond(chain: string, known: string): string | null {
  const first = spell(chain)
  const [best] = cutsOf(spellShop(known))
    .map(([head, tail]) => ({ tail, score: similarity(first, head) }))
    .toSorted((a, b) => b.score - a.score)
  return best && best.score >= LIKE_ENOUGH && best.tail !== '' ? best.tail : null
}

/** Tells whether a branch was printed that is plainly not the one of the known name. */
export function isOtherBranch(chain: string, branch: string, known: string): boolean {
  const beyond = branchBeyond(chain, known)
  return beyond !== null && similarity(spellShop(branch), beyond) < OTHER_BELOW
}

/** Tells whether a name is one branch's by its look: its last word ends in 店, and is no kind of shop. */
export function looksLikeBranch(known: string): boolean {
  const last = known.normalize('NFKC').trim().split(/\s+/).at(-1)!
  return last.endsWith('店') && !KIND_OF_SHOP.test(last)
}

function spell(name: string): string {
  return normaliseName(name).replaceAll('ヶ', 'ケ')
}

function cutsOf(named: string): [head: string, tail: string][] {
  return Array.from({ length: named.length + 1 }, (_, at) => [named.slice(0, at), named.slice(at)])
}
