const real_ms = Date.now
let ahead_ms = 0

/** Lets `Date` of this process run so far ahead of the machine's clock. Timers, and dates that are written out, stay as they are. */
export function moveDate(ahead_s: number): void {
  ahead_ms = ahead_s * 1000
  if (Date.now === movedNow) return
  const Given = Date
  Given.now = movedNow
  globalThis.Date = new Proxy(Given, {
    construct: (target, given, newTarget) =>
      Reflect.construct(target, given.length > 0 ? given : [movedNow()], newTarget) as Date,
    apply: () => new Given(movedNow()).toString(),
  })
}

const movedNow = () => real_ms() + ahead_ms
