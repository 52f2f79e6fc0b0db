/** Quantiles of the normal distribution for a two-sided 5 % and for 80 %. */
const [Z_ERROR, Z_POWER] = [1.959963984540054, 0.8416212335729143]

/**
 * Tells how many people each of two equal arms takes, so that a share of `base` who buy, raised by `lift` of itself, is found
 * four times in five, at a two-sided 5 %, with the arms' pooled share where nothing is the effect (Fleiss, Statistical Methods
 * for Rates and Proportions): (z₀.₉₇₅ √(2p̄(1 − p̄)) + z₀.₈ √(p₁(1 − p₁) + p₂(1 − p₂)))² / (p₂ − p₁)².
 */
export function peopleAnArm(base: number, lift: number): number {
  const raised = base * (1 + lift)
  const pooled = (base + raised) / 2
  const [none, some] = [2 * pooled * (1 - pooled), base * (1 - base) + raised * (1 - raised)]
  return Math.ceil((Z_ERROR * Math.sqrt(none) + Z_POWER * Math.sqrt(some)) ** 2 / (raised - base) ** 2)
}

/** Below so many in an arm the formula, which takes shares for normal, says nothing. */
const FEWEST_AN_ARM = 100

/**
 * Tells the least lift that so many people in two equal arms can show, where a share of `base` buy anyhow; to a thousandth.
 * Null of few people, or where not even everybody's buying would show.
 */
export function smallestLift(people: number, base: number): number | null {
  const arm = Math.floor(people / 2)
  if (arm < FEWEST_AN_ARM || base <= 0 || base >= 1 || peopleAnArm(base, (1 - base) / base) > arm) return null
  let [low, high] = [0, (1 - base) / base]
  while (high - low > 0.0005) {
    const middle = (low + high) / 2
    if (peopleAnArm(base, middle) <= arm) high = middle
    else low = middle
  }
  return Math.ceil(high * 1000) / 1000
}
