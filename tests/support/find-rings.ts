/** Finds the groups of names that reach themselves along the arrows: Tarjan's strongly connected components. */
export function findRings(arrows: ReadonlyMap<string, ReadonlySet<string>>): string[][] {
  const rings: string[][] = []
  const order = new Map<string, number>()
  const lowest = new Map<string, number>()
  const open: string[] = []

  const visit = (name: string): void => {
    order.set(name, order.size)
    lowest.set(name, order.get(name)!)
    open.push(name)
    for (const next of arrows.get(name) ?? []) {
      if (!order.has(next)) visit(next)
      if (open.includes(next)) lowest.set(name, Math.min(lowest.get(name)!, lowest.get(next)!))
    }
    if (lowest.get(name) !== order.get(name)) return
    const ring = open.splice(open.indexOf(name))
    if (ring.length > 1) rings.push(ring.sort())
  }

  for (const name of arrows.keys()) if (!order.has(name)) visit(name)
  return rings
}
