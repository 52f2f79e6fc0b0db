import { drawReceipt, type Receipt } from './draw-receipt.ts'
import type { Print, Printer } from './open-printer.ts'
import { photographCat } from './photo/photograph-cat.ts'
import { drawScene, faultsOf, type Scene } from './photo/scene.ts'
import { takePhoto, type Subject } from './photo/take-photo.ts'
import { center, gap, pair, rule } from './print-line.ts'
import { seededRandom } from './random.ts'
import { samplePlan } from './sample-plan.ts'
import { savePhoto } from './save-photo.ts'

type Trap = { jpeg: Buffer; truth: object }
type Studio = {
  seed: string
  print: Printer['print']
  scene(change?: Partial<Scene>): Scene
  shoot(subjects: Subject[], scene: Scene): Promise<Buffer>
}

const traps = {
  'second-photo': photographAgain,
  'cut-foot': cutFoot,
  blurred: blur,
  'two-receipts': photographTwo,
  menu: photographMenu,
  cat: photographPet,
}

/** Photos that must not pass as a fresh, readable receipt. Each truth has its `trap`. */
export async function drawTraps(seed: string, out: string, printer: Printer) {
  for (const [name, draw] of Object.entries(traps)) {
    const random = seededRandom(`${seed}/${name}`)
    const { jpeg, truth } = await draw({
      seed,
      print: printer.print,
      scene: (change) => ({ ...drawScene('easy', random.branch('scene')), ...change }),
      shoot: (subjects, scene) => takePhoto(subjects, scene, random.branch('photo')),
    })
    await savePhoto(out, name, jpeg, truth)
  }
}

/** The first sample's receipt on another table, from another side. */
async function photographAgain({ seed, print, scene, shoot }: Studio): Promise<Trap> {
  const first = samplePlan[0]!
  const receipt = drawReceipt(`${seed}/${first.name}`, first)
  const setting = scene({ turn: 12, lean: { tilt: -11, yaw: 9 }, table: 'checked-cloth', warmth: 0.12 })
  const jpeg = await shoot([{ print: await print(receipt.print) }], setting)
  return {
    jpeg,
    truth: { trap: `duplicate-of:${first.name}`, ...receipt.truth, meta: metaOf(receipt, setting) },
  }
}

/** The picture ends above the subtotal, so nothing below it can be known. */
async function cutFoot({ seed, print, scene, shoot }: Studio): Promise<Trap> {
  const receipt = drawReceipt(`${seed}/cut-foot`, { layout: 'supermarket-kanji', sponsored: 1 })
  const printed = await print(receipt.print)
  const setting = scene({ orientation: 1 })
  const jpeg = await shoot([{ print: printed, endsAt: topOf('小計', receipt, printed) }], setting)
  const unknown = { subtotal: null, discountTotal: null, taxes: null, total: null, payment: null }
  return { jpeg, truth: { trap: 'cut', ...receipt.truth, ...unknown, meta: metaOf(receipt, setting) } }
}

async function blur({ seed, print, scene, shoot }: Studio): Promise<Trap> {
  const receipt = drawReceipt(`${seed}/blurred`, { layout: 'drugstore', sponsored: 1 })
  const setting = scene({ blur: 7, shake: 9 })
  const jpeg = await shoot([{ print: await print(receipt.print) }], setting)
  return { jpeg, truth: { trap: 'unreadable', ...receipt.truth, meta: metaOf(receipt, setting, 'hard') } }
}

async function photographTwo({ seed, print, scene, shoot }: Studio): Promise<Trap> {
  const receipts = [
    drawReceipt(`${seed}/left`, { layout: 'konbini-excluded', sponsored: 1 }),
    drawReceipt(`${seed}/right`, { layout: 'cafe' }),
  ] as const
  const [left, right] = [await print(receipts[0].print), await print(receipts[1].print)]
  const setting = scene({ width: 1400, height: 1600, fill: 0.92, table: 'wood', orientation: 1 })
  const beside = (left.width + right.width) / 2 + 60
  const jpeg = await shoot(
    [
      { print: left, place: { x: 0, y: 0, turn: -3 } },
      { print: right, place: { x: beside, y: 50, turn: 5 } },
    ],
    setting,
  )
  const truth = {
    trap: 'two-receipts',
    receipts: receipts.map((receipt) => receipt.truth),
    meta: metaOf(null, setting),
  }
  return { jpeg, truth }
}

async function photographMenu({ print, scene, shoot }: Studio): Promise<Trap> {
  const setting = scene({ table: 'dark-wood', paper: [0.8, 0.72, 0.55] })
  const jpeg = await shoot([{ print: await print(menu), cleanEdge: true }], setting)
  return { jpeg, truth: { trap: 'not-a-receipt', meta: metaOf(null, setting) } }
}

async function photographPet({ seed, scene }: Studio): Promise<Trap> {
  const setting = scene({ width: 1200, height: 1600, orientation: 6 })
  const jpeg = await photographCat(setting, seededRandom(`${seed}/cat/photo`))
  return {
    jpeg,
    truth: { trap: 'not-a-receipt', meta: { ...metaOf(null, setting), degradations: ['exif-turned'] } },
  }
}

function metaOf(receipt: Receipt | null, scene: Scene, difficulty = 'easy') {
  const { style, font } = receipt?.truth.meta ?? { style: 'other', font: null }
  return { style, font, degradations: faultsOf(scene), difficulty }
}

/** The row of dots at which the first line with this word begins. */
function topOf(word: string, { print }: Receipt, { tops }: Print): number {
  const line = print.lines.findIndex((line) => line.kind === 'pair' && line.left.startsWith(word))
  return tops[line]!
}

const menu: Receipt['print'] = {
  font: 'udgothic',
  columns: 40,
  lines: [
    { kind: 'logo', text: '本日のお品書き', style: 'ruled', height: 2 },
    gap(),
    ...[
      ['焼き魚定食', 880],
      ['からあげ定食', 820],
      ['とんかつ定食', 950],
      ['野菜炒め定食', 780],
      ['カレーうどん', 690],
      ['天ざるそば', 980],
      ['冷やし中華', 850],
      ['小鉢 三種', 320],
      ['だし巻き玉子', 420],
      ['ミナト 緑茶', 200],
      ['瓶ビール', 600],
      ['ソフトドリンク', 250],
    ].flatMap(([dish, price]) => [pair(`・${dish}`, `${price}円`, 'tall'), gap(0.2)]),
    rule('='),
    center('価格はすべて税込です'),
    center('大盛り +100円'),
  ],
}
