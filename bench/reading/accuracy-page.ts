import { createHash } from 'node:crypto'
import type { KnownPhoto } from './list-photos.ts'
import type { ReadingReport } from './measure-reading.ts'
import type { CorpusPlan } from './render-corpus.ts'
import { comparisonTable, fieldTable, reliabilityTable } from './report-tables.ts'
import { costLine, machineLine, tesseractLine } from './report-text.ts'
import { tableAsMarkdown } from './table.ts'

export interface Corpus {
  plan: CorpusPlan
  photos: readonly KnownPhoto[]
}

/** `docs/accuracy.md`: what was measured, on what, how to measure it again, and what it does not tell. */
export function accuracyPage(report: ReadingReport, { plan, photos }: Corpus, day: string): string {
  const { run, comparison, machine, reader } = report
  const command = `npm run bench:reading -- --seed ${plan.seed} --count ${plan.count}`
  return `# How well receipts are read

${photos.length} photos that this repository draws itself were read on ${day}. This page is written by the command that measured it; nothing in it is typed by hand.

\`\`\`sh
${command}${comparison ? ' --against tesseract' : ''}
\`\`\`

draws the same receipts on any machine, reads them, and prints these tables; with \`--page\` it writes this page anew. The receipts are the same if the SHA-256 of all truths begins with \`${digestTruths(photos)}\`; their photos may differ in a few pixels from one version of Chromium or libvips to another.

## What is read right

${tableAsMarkdown(fieldTable(report.summaries))}

A field counts where the receipt prints it, and is right when it is the same: the shop's name when it is at least 0.8 alike (1 − edit distance ÷ length, without width and blanks), an item when its amount is the same and its name at least 0.6 alike, each with one item of the truth at most. Items are summed over all receipts; "perfect" is a receipt with none missing, wrong or made up. "Could pass unseen" is the largest share that one threshold of confidence accepts without a wrong total or date among them. That threshold is found afterwards, on these very photos: it shows how well the confidence sorts, and is no promise.

## Whether its confidence can be believed

${tableAsMarkdown(reliabilityTable(report.reliability))}

A confidence is meant as the share of such readings whose total, date and items are all right. The intervals are Wilson's, 95 %; where a bin holds few readings, they are wide, and so is what is known.

## Time and memory

${run ? costLine(run) : ''} A photo's time runs from opening the file to its reading; the first one's includes loading the models.
${
  comparison
    ? `
${tableAsMarkdown(comparisonTable(comparison))}

${tesseractLine(comparison)} The two ran one after the other: where the machine had other work, the ratio of CPU time is the one to believe, since the others move with what else was going on. Tesseract gives text, not fields: its row of totals says whether the right number stands anywhere in that text, by itself.
`
    : ''
}
## Measured on

- ${machineLine(machine)}${machine.load > 0.5 ? '. The machine had other work at the time: times are longer than on a quiet one' : ''}
- Reader: ${reader ? `${reader.name}, ${reader.version}` : 'not named'}
- Photos: seed ${plan.seed}; ${counted(photos.map(({ truth }) => truth.meta?.style ?? 'other'))}
- Faults in them: ${counted(photos.flatMap(({ truth }) => truth.meta?.degradations ?? []))}

## What this does not tell

- The photos are **simulated**: invented shops, printed dot by dot, bent, lit and photographed in software, in eight layouts and two typefaces. Real paper fades, curls and gets stained in more ways than that, and real tills print in more ways than these. Expect less on real photos.
- The reader was **developed with this generator's photos** and others like them: its layouts, its shops and goods are the reader's home ground. These figures are those of a development set, not of an examination by a stranger.
- ${photos.length} photos are few. A share of 90 % of them lies, with 95 % certainty, within about ${margin(photos.length)} points of the truth.
- Card slips, long receipts, handwriting and other languages are not in it.

Measure on your own campaign's photos before you believe a figure: \`npm run bench:reading -- --photos DIR\` takes a folder of \`NAME.jpg\` with the truth in \`NAME.json\` (\`samples/\` shows the shape).
`
}

function counted(words: readonly string[]): string {
  const groups = [...Map.groupBy(words, (word) => word)].map(([word, all]) => ({ word, times: all.length }))
  const sorted = groups.sort((one, other) => other.times - one.times || one.word.localeCompare(other.word))
  return sorted.map(({ word, times }) => `${word} ${times}`).join(', ')
}

/** The receipts themselves, not the photos: the same on every machine. */
function digestTruths(photos: readonly KnownPhoto[]): string {
  const hash = createHash('sha256')
  for (const { name, truth } of photos) hash.update(`${name}${JSON.stringify(truth)}`)
  return hash.digest('hex').slice(0, 16)
}

const margin = (photos: number) => Math.round(196 * Math.sqrt((0.9 * 0.1) / photos))
