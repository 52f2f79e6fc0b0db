import type { Random } from '../random.ts'
import type { Truth } from '../truth.ts'
import type { Lean } from './aim-camera.ts'
import type { Bend } from './bend-sheet.ts'
import type { Wear } from './heat-paper.ts'
import type { Colour, TableName } from './table-tops.ts'

/** Everything about a photo but what is printed. */
export type Scene = {
  width: number
  height: number
  /** Share of the frame that the paper takes in its longer direction. */
  fill: number
  turn: number
  lean: Lean
  bend: Bend
  wear: Wear
  table: TableName
  paper: Colour
  ink: Colour
  /** Where the lamp stands, degrees, and how much darker the far side is. */
  lamp: { direction: number; height: number; fallOff: number }
  /** The shadow of a hand or a phone: its edge's place and direction, how dark, how soft. */
  shadow: { offset: number; direction: number; depth: number; softness: number } | null
  /** Sigma of the lens in pixels, and the way the hand moved in pixels. */
  blur: number
  shake: number
  noise: number
  warmth: number
  exposure: number
  quality: number
  /** EXIF orientation; the stored picture is turned the other way. */
  orientation: 1 | 3 | 6 | 8
}

type Difficulty = Truth['meta']['difficulty']

const plain: Record<Difficulty, number> = { easy: 0.25, medium: 0.5, hard: 0.9 }

/** A scene as phones meet them; `difficulty` says how far each fault may go. */
export function drawScene(difficulty: Difficulty, random: Random): Scene {
  const far = plain[difficulty]
  const sides = (limit: number) => random.between(-limit, limit)
  const wide = random.chance(0.5)
  return {
    width: wide ? 1200 : 936,
    height: wide ? 1600 : 1664,
    fill: random.between(0.86, 0.94),
    turn: sides(3 + 11 * far),
    lean: { tilt: sides(4 + 14 * far), yaw: sides(3 + 11 * far) },
    bend: {
      curl: random.between(5, 20 + 60 * far),
      wave: random.between(1, 3 + 8 * far),
      fold: random.chance(0.2 + 0.4 * far) ? random.between(0.3, 0.75) : null,
      crumple: random.chance(far) ? random.between(2, 4 + 8 * far) : 0,
    },
    wear: {
      strength: random.between(0.97 - 0.25 * far, 1),
      fading: random.chance(far) ? random.between(0.05, 0.5 * far) : 0,
      lostDots: random.between(0, 0.03 * far),
      deadColumns: random.chance(far * 0.6) ? random.whole(1, 3) : 0,
      blackening: random.between(0.1, 0.35),
    },
    table: random.pick(['wood', 'dark-wood', 'cloth', 'checked-cloth', 'white', 'stone', 'leather']),
    paper: random.pick<Colour>([
      [0.84, 0.83, 0.81],
      [0.86, 0.86, 0.86],
      [0.85, 0.82, 0.76],
    ]),
    ink: random.pick<Colour>([
      [0.02, 0.02, 0.022],
      [0.03, 0.025, 0.06],
      [0.05, 0.035, 0.03],
    ]),
    lamp: {
      direction: random.between(0, 360),
      height: random.between(28, 62),
      fallOff: random.between(0.1, 0.2 + 0.5 * far),
    },
    shadow: random.chance(0.15 + 0.5 * far)
      ? {
          offset: sides(0.35),
          direction: random.between(0, 360),
          depth: random.between(0.15, 0.2 + 0.4 * far),
          softness: random.between(0.04, 0.16),
        }
      : null,
    blur: random.between(0.5, 0.65 + 0.7 * far),
    shake: random.chance(far * 0.4) ? random.between(0.6, 2.2 * far + 0.6) : 0,
    noise: random.between(0.006, 0.01 + 0.02 * far),
    warmth: sides(0.1 + 0.12 * far),
    exposure: random.between(0.92 - 0.3 * far, 1.08),
    quality: random.whole(74, 86),
    orientation: random.chance(0.25) ? random.pick([3, 6, 8] as const) : 1,
  }
}

/** The faults one would name, for the truth beside the photo. */
export function faultsOf(scene: Scene): string[] {
  const { bend, wear, lean } = scene
  const named: [string, boolean][] = [
    ['perspective', Math.hypot(lean.tilt, lean.yaw) > 8],
    ['rotation', Math.abs(scene.turn) > 5],
    ['curl', bend.curl > 35],
    ['fold', bend.fold !== null],
    ['crumple', bend.crumple > 0],
    ['faint-print', wear.fading > 0.15 || wear.strength < 0.85],
    ['missing-streaks', wear.deadColumns > 0],
    ['shadow', scene.shadow !== null],
    ['defocus', scene.blur > 1],
    ['motion-blur', scene.shake > 0],
    ['noise', scene.noise > 0.018],
    ['wb-warm', scene.warmth > 0.12],
    ['wb-cool', scene.warmth < -0.12],
    ['exif-turned', scene.orientation !== 1],
  ]
  return [...named.filter(([, is]) => is).map(([name]) => name), `bg-${scene.table}`]
}
