/** Tells whether two numbers, as printed, differ by what a reader does to one digit: takes it for another, or loses it. */
export function isMisread(a: string, b: string): boolean {
  if (a.length === b.length) return [...a].filter((digit, i) => digit !== b[i]).length === 1
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  if (long.length - short.length !== 1) return false
  const at = [...short].findIndex((digit, i) => digit !== long[i])
  return at < 0 || short.slice(at) === long.slice(at + 1)
}
