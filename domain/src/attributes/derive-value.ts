import { REGIONS } from '../places/regions.ts'
import { ageBandOn, birthdaysOf } from './age-band.ts'

/** How an attribute follows from another: from its value on a day, and back from a choice to the values of which it follows. */
interface Derivation {
  from: string
  derive: (value: string, today: string) => string | undefined
  /** Stretches of values, both ends counted. */
  valuesOf: (choice: string, today: string) => readonly { from: string; until: string }[]
}

const DERIVATIONS: Readonly<Record<string, Derivation>> = {
  age_band: {
    from: 'birthday',
    derive: (birthday, today) => ageBandOn(today, birthday),
    valuesOf: (band, today) => [birthdaysOf(band, today)],
  },
  region: {
    from: 'prefecture',
    derive: (code) => REGIONS.find(({ prefectures }) => prefectures.includes(code))?.key,
    valuesOf: (key) => {
      const { prefectures = [] } = REGIONS.find((each) => each.key === key) ?? {}
      return prefectures.length > 0 ? [{ from: prefectures[0]!, until: prefectures.at(-1)! }] : []
    },
  },
}

/** The attribute whose values are kept for this one: its own, unless it is worked out from another. */
export const keptAttribute = (key: string): string => DERIVATIONS[key]?.from ?? key

/** A person's value of an attribute on a day, from those that are kept of them; undefined where nothing is known. */
export function valueOn(
  key: string,
  kept: Readonly<Record<string, string>>,
  today: string,
): string | undefined {
  const value = kept[keptAttribute(key)]
  const derivation = DERIVATIONS[key]
  return value !== undefined && derivation ? derivation.derive(value, today) : value
}

/** The kept values that mean one of these choices on a day, as stretches of text, both ends counted. */
export function stretchesOf(key: string, choices: readonly string[], today: string) {
  const derivation = DERIVATIONS[key]
  return choices.flatMap((choice) =>
    derivation ? derivation.valuesOf(choice, today) : [{ from: choice, until: choice }],
  )
}
