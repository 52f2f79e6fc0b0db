import { join } from 'node:path'
import { parseArgs } from 'node:util'
import sharp from 'sharp'
import { drawReceipt } from './draw-receipt.ts'
import { drawRoll, randomRolls, rollPlan } from './draw-rolls.ts'
import { drawTraps } from './draw-traps.ts'
import { openPrinter, type Printer } from './open-printer.ts'
import { drawScene, faultsOf } from './photo/scene.ts'
import { takePhoto } from './photo/take-photo.ts'
import { seededRandom } from './random.ts'
import { savePhoto } from './save-photo.ts'
import { demoPlan, randomPlan, samplePlan, type PlannedPhoto } from './sample-plan.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string' },
    /** Draws the demo's photos instead of those for newcomers and tests. */
    demo: { type: 'boolean', default: false },
    /** Draws so many receipts that are too long for one photo, in two or three each. */
    rolls: { type: 'string' },
    out: { type: 'string', default: 'samples' },
    /** Makes the photos smaller: the long edge in pixels. */
    edge: { type: 'string' },
  },
})

const printer = await openPrinter()
try {
  if (values.rolls)
    for (const roll of randomRolls(Number(values.rolls), values.seed))
      await drawRoll(roll, values.seed, values.out, printer)
  else await drawPlan()
} finally {
  await printer.close()
}

async function drawPlan() {
  const plan = values.count
    ? randomPlan(Number(values.count), values.seed)
    : values.demo
      ? demoPlan
      : samplePlan
  for (const photo of plan) await drawSample(photo, values.seed, values.out, printer)
  if (plan !== samplePlan) return
  await drawTraps(values.seed, join(values.out, 'traps'), printer)
  for (const roll of rollPlan) await drawRoll(roll, values.seed, join(values.out, 'parts'), printer)
}

async function drawSample(photo: PlannedPhoto, seed: string, out: string, printer: Printer) {
  const { print, truth } = drawReceipt(`${seed}/${photo.name}`, photo)
  const random = seededRandom(`${seed}/${photo.name}/photo`)
  const scene = drawScene(photo.difficulty, random.branch('scene'))
  const jpeg = await takePhoto([{ print: await printer.print(print) }], scene, random)
  truth.meta = { ...truth.meta, difficulty: photo.difficulty, degradations: faultsOf(scene) }
  await savePhoto(out, photo.name, values.edge ? await shrink(jpeg, Number(values.edge)) : jpeg, truth)
}

function shrink(jpeg: Buffer, edge: number): Promise<Buffer> {
  return sharp(jpeg)
    .autoOrient()
    .resize({ width: edge, height: edge, fit: 'inside' })
    .jpeg({ quality: 72 })
    .toBuffer()
}
