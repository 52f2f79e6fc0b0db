import type { Print } from '../open-printer.ts'
import type { Random } from '../random.ts'
import { aimCamera, onTable, type Camera, type Place } from './aim-camera.ts'
import { bendSheet } from './bend-sheet.ts'
import { develop } from './develop.ts'
import { heatPaper } from './heat-paper.ts'
import { finer, laySheet, type Light, type Seen, type Sheet } from './lay-sheet.ts'
import { lightTable } from './light-table.ts'
import type { Scene } from './scene.ts'

export type Subject = {
  print: Print
  /** Beside the others, in dots; the first lies in the middle. */
  place?: Place
  /** The photo begins or ends at this row of dots: the head or the foot is out of the frame. */
  startsAt?: number
  endsAt?: number
  /** Cut by scissors or a guillotine, not by a till's saw. */
  cleanEdge?: boolean
}

/** A photograph of one or more sheets on a table, as a JPEG. Pure but for the JPEG encoder. */
export async function takePhoto(subjects: Subject[], scene: Scene, random: Random): Promise<Buffer> {
  const sheets = subjects.map(({ print, place, cleanEdge }, i): Sheet => {
    const own = random.branch(`sheet ${i}`)
    return {
      ink: heatPaper(print, scene.wear, own),
      width: print.width,
      height: print.height,
      place: place ?? { x: 0, y: 0, turn: scene.turn },
      relief: bendSheet(scene.bend, print.width, print.height, own),
      sawn: !cleanEdge,
    }
  })
  const camera = frame(sheets, subjects[0] ?? {}, scene, random.branch('frame'))
  const light = lampOf(scene)
  const seen = emptyView(scene.width * finer, scene.height * finer)
  for (const sheet of sheets) laySheet(sheet, camera, light, seen, random.branch('teeth'))
  const picture = lightTable(seen, camera, light, scene, random.branch('table'))
  return develop(picture, scene, random.branch('sensor'))
}

/** Moves the camera until all sheets are in the picture and take their share of it. */
function frame(
  sheets: Sheet[],
  { startsAt, endsAt }: Pick<Subject, 'startsAt' | 'endsAt'>,
  scene: Scene,
  random: Random,
): Camera {
  const distance = 2.1 * Math.max(...sheets.map(({ width, height }) => Math.hypot(width, height)))
  const trial = aimCamera(scene.lean, distance, 1, { x: 0, y: 0 })
  const points = sheets.flatMap(({ width, height, place, relief }) => {
    const [first, last] = [startsAt ?? 0, endsAt ?? height]
    return [first, (first + last) / 2, last].flatMap((y) =>
      [0, width].map((x) => {
        const at = onTable(place, width, height)(x, y)
        return { ...trial.project(at.x, at.y, relief(x, y)), first: y === first, last: y === last }
      }),
    )
  })
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)]
  const [left, right] = [Math.min(...xs), Math.max(...xs)]
  // A cut sheet runs out of the picture at the inner end of its first and last row.
  const ysAt = (end: 'first' | 'last') => points.filter((point) => point[end]).map(({ y }) => y)
  const top = startsAt === undefined ? Math.min(...ys) : Math.max(...ysAt('first'))
  const bottom = endsAt === undefined ? Math.max(...ys) : Math.min(...ysAt('last'))
  const zoom = Math.min(
    (scene.width * scene.fill) / (right - left),
    (scene.height * scene.fill) / (bottom - top),
  )
  const slack = { x: scene.width - zoom * (right - left), y: scene.height - zoom * (bottom - top) }
  return aimCamera(scene.lean, distance, zoom, {
    x: slack.x * random.between(0.3, 0.7) - zoom * left,
    y: slack.y * shareAbove(random) - zoom * top,
  })

  function shareAbove(random: Random): number {
    const middle = random.between(0.35, 0.65)
    if (startsAt === undefined) return endsAt === undefined ? middle : 1
    return endsAt === undefined ? 0 : middle
  }
}

function lampOf({ lamp }: Scene): Light {
  const [direction, height] = [(lamp.direction * Math.PI) / 180, (lamp.height * Math.PI) / 180]
  return {
    x: Math.cos(direction) * Math.cos(height),
    y: Math.sin(direction) * Math.cos(height),
    z: Math.sin(height),
  }
}

function emptyView(width: number, height: number): Seen {
  const size = width * height
  return {
    width,
    height,
    cover: new Uint8Array(size),
    ink: new Float32Array(size),
    shade: new Float32Array(size),
  }
}
