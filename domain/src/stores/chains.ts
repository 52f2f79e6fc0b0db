import { registrationDigits } from './shop-numbers.ts'

/** Shops that belong together: those of one company, by its registration number. */
export interface Chain {
  /** The thirteen digits. */
  id: string
  /** How the names of all its shops begin; of names that have no beginning in common the first. */
  name: string
  storeIds: string[]
}

interface Shop {
  id: string
  name: string
  registrationNumbers: readonly string[]
}

/** Finds the chains among an account's stores, in the order of the stores. A chain of one shop is one too. */
export function chainsOf(stores: readonly Shop[]): Chain[] {
  const shops = new Map<string, Shop[]>()
  for (const store of stores)
    for (const id of new Set(store.registrationNumbers.map(registrationDigits)))
      if (id) shops.set(id, [...(shops.get(id) ?? []), store])
  return [...shops].map(([id, own]) => ({
    ...{ id, name: nameOf(own.map(({ name }) => name)) },
    storeIds: own.map((store) => store.id),
  }))
}

/** Shorter beginnings, as of 東京店 and 東店, are no name. */
const SHORTEST = 3

function nameOf([first, ...others]: string[]): string {
  let end = first!.length
  while (!others.every((name) => name.startsWith(first!.slice(0, end)))) end--
  const common = first!.slice(0, end).replace(/[\s・]+$/u, '')
  return common.length < SHORTEST ? first! : common
}
