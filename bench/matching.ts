import { parseArgs } from 'node:util'
import { judgeLines, type Judged } from './matching/score-matching.ts'

/**
 * `npm run bench:matching`: how surely printed names are taken for a campaign's products, over invented sponsors whose
 * goods stand close to one another, tills of many habits, and a reader's counted mistakes. `--show wrong|missed|staff`
 * lists such lines.
 */
const { values: given } = parseArgs({
  options: {
    seed: { type: 'string', default: '2026' },
    receipts: { type: 'string', default: '400' },
    show: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
})

const lines = judgeLines(given.seed, Number(given.receipts))
const isSure = ({ matched }: Judged) => matched?.certainty === 'sure'
const isRight = ({ matched, meant }: Judged) => matched?.productId === meant

function row(name: string, those: Judged[]) {
  const goods = those.filter(({ meant, ambiguous }) => meant !== null && !ambiguous)
  const sure = those.filter(isSure)
  const right = sure.filter(isRight)
  const decoys = those.filter(({ meant }) => meant === null)
  return {
    name,
    lines: those.length,
    precision: share(right, sure),
    recall: share(
      goods.filter((line) => isSure(line) && isRight(line)),
      goods,
    ),
    goodsToStaff: share(
      goods.filter(({ matched }) => matched && matched.certainty === 'unsure'),
      goods,
    ),
    goodsMissed: share(
      goods.filter(({ matched }) => !matched),
      goods,
    ),
    wrong: sure.filter((line) => !isRight(line) && !line.ambiguous).length,
    wrongWhereNobodyCouldTell: sure.filter((line) => !isRight(line) && line.ambiguous).length,
    decoysToStaff: share(
      decoys.filter(({ matched }) => matched && matched.certainty === 'unsure'),
      decoys,
    ),
  }
}

function share(part: Judged[], whole: Judged[]): number | null {
  return whole.length === 0 ? null : part.length / whole.length
}

const groups: [string, Judged[]][] = [
  ['all', lines],
  ...Map.groupBy(lines, ({ condition }) => condition),
  ...Map.groupBy(lines, ({ sponsor }) => sponsor),
  ...Map.groupBy(lines, ({ shelf }) => shelf),
]
const table = groups.map(([name, those]) => row(name, those))

if (given.json) console.log(JSON.stringify(table))
else {
  const percent = (value: number | null) =>
    (value === null ? '–' : `${(value * 100).toFixed(2)} %`).padStart(10)
  const wide = (name: string) =>
    [...name].reduce((all, sign) => all + (/[\u0000-\u00ff]/.test(sign) ? 1 : 2), 0)
  console.log(`${''.padEnd(22)}   lines  precision    recall  to staff    missed   wrong  decoys to staff`)
  for (const one of table)
    console.log(
      one.name +
        ' '.repeat(Math.max(0, 22 - wide(one.name))) +
        String(one.lines).padStart(8) +
        ' ' +
        percent(one.precision) +
        percent(one.recall) +
        percent(one.goodsToStaff) +
        percent(one.goodsMissed) +
        `${one.wrong}+${one.wrongWhereNobodyCouldTell}`.padStart(8) +
        percent(one.decoysToStaff).padStart(17),
    )
}

const shown: Record<string, (line: Judged) => boolean> = {
  wrong: (line) => isSure(line) && !isRight(line),
  missed: ({ meant, matched }) => meant !== null && matched === null,
  staff: ({ matched }) => matched?.certainty === 'unsure',
}
if (given.show)
  for (const line of lines.filter(shown[given.show] ?? (() => false)))
    console.log(
      [
        line.ambiguous ? 'ambiguous' : '',
        line.shelf,
        line.condition,
        line.printed,
        line.read,
        line.meant,
        line.matched?.productId,
      ].join('\t'),
    )
