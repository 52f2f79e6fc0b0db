import { inTransaction, type Db, type staff } from '@tamaru/db'
import type { NewAttribute } from '@tamaru/domain'
import { randomUUID } from 'node:crypto'
import { addAttribute } from '../../api/src/attributes/define-attribute.ts'
import { importPeople } from '../../api/src/imports/import-people.ts'
import { sendImport } from '../../api/src/imports/send-import.ts'
import type { Ports } from '../../api/src/ports.ts'
import { demoShoppers } from './demo-people.ts'

/** What the brand knows of its members: their rank there, their birthday, one of them mistyped, and points, which stay where they are. */
const ROWS = [
  ['プレミアム', '1988/5/21', '3,200'],
  ['レギュラー', '1979/11/3', '150'],
  ['レギュラー', '1994/13/8', '40'],
] as const
const RANK: NewAttribute = {
  ...{ key: 'brand_rank', kind: 'choice', words: { ja: '会員ランク(通販)', en: 'Rank at the shop' } },
  choices: [
    { key: 'regular', words: { ja: 'レギュラー', en: 'Regular' } },
    { key: 'premium', words: { ja: 'プレミアム', en: 'Premium' } },
  ],
  ...{ purpose: '会員ランクに合うお知らせのため', keptDays: null },
}

/** Lets the demo's owner take in what the brand's own shop knows of some people, as the console would. */
export async function furnishImports(
  ports: Pick<Ports, 'now' | 'line'> & { db: Db },
  owner: staff.Staff,
): Promise<void> {
  const { accountId, id: staffId } = owner
  await addAttribute(ports, owner, RANK)
  const rows = ROWS.map((cells, n) =>
    [demoShoppers[n]!.lineUserId, ...cells].map((cell) => `"${cell}"`).join(','),
  )
  const bytes = Buffer.from(['LINEユーザーID,会員ランク,生年月日,ポイント残高', ...rows].join('\r\n'))
  const { id: importId } = await sendImport(ports, owner, { name: '通販の会員.csv', format: 'csv', bytes })
  const columns = {
    ...{ LINEユーザーID: 'line_user_id', 会員ランク: 'attribute:brand_rank' },
    ...{ 生年月日: 'attribute:birthday', ポイント残高: 'ignore' },
  }
  const input = { importId, dryRun: false, mapping: { columns, conflicts: 'replace' } }
  const tell = async () => {}
  await inTransaction(
    ports.db,
    await importPeople({ ports, accountId, staffId, runId: randomUUID(), input, tell }),
  )
}
