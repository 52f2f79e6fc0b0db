import type { Equation } from './reading.ts'

export type EquationKind = NonNullable<Equation['kind']>

/** Names of equations of readings that were stored before their kinds were; the others were all of the total. */
const NAMED: Record<string, EquationKind> = {
  'lines = subtotal': 'lines',
  'lines = total': 'lines',
  'lines - coupon + tax = total': 'lines',
  'tax of 8 %': 'tax',
  'tax of 10 %': 'tax',
  'point count': 'pieces',
}

/** Tells what an equation of a reading's proof is between. */
export const equationKind = ({ kind, name }: Equation): EquationKind => kind ?? NAMED[name] ?? 'total'
