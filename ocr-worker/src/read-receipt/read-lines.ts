import type { Reading } from '@tamaru/domain'
import { chooseStructure } from './choose-structure.ts'
import type { Good } from './fields/good.ts'
import type { Sums } from './fields/sums.ts'
import type { Line } from './lines.ts'
import type { Proof } from './prove.ts'
import type { Sight } from './parsed.ts'
import { toReading } from './reading.ts'
import type { RoleReader } from './roles/open-role-reader.ts'
import type { RoledLine } from './roles/roled-line.ts'

/** What lines of print come to, step by step. */
export type ReadLines = {
  roles: RoledLine[]
  goods: Good[]
  sums: Sums
  proof: Proof
  reading: Omit<Reading, 'marks' | 'engine'>
}

/** Lines of a Japanese receipt as data: the network of roles says what each line is for, arithmetic judges. */
export async function readLines(lines: Line[], sight: Sight, reader: RoleReader): Promise<ReadLines> {
  const { roles, goods, sums, proof } = chooseStructure(await reader.read(lines))
  return { roles, goods, sums, proof, reading: toReading({ roles, sums, proof, sight }) }
}
