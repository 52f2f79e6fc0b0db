import type { Random } from '../random.ts'
import type { Camera } from './aim-camera.ts'
import { blurred, type Plane } from './blur.ts'
import { finer, type Light, type Seen } from './lay-sheet.ts'
import { smoothNoise } from './noise.ts'
import type { Scene } from './scene.ts'
import { tableTop } from './table-tops.ts'

/** Three planes of linear light, 0 black to about 1 white. */
export type Picture = { red: Plane; green: Plane; blue: Plane }

/** Puts sheets and table together under the lamp: paper over its own shadow over the table. */
export function lightTable(seen: Seen, camera: Camera, light: Light, scene: Scene, random: Random): Picture {
  const { width, height, paper, ink } = scene
  const covered = shareCovered(seen, width, height)
  const shade = castShadow(covered, light)
  const table = tableTop(scene.table, random)
  const lamp = lampLight(scene, random)
  const fibres = smoothNoise(random.whole(1, 1e6))
  const planes = [0, 1, 2].map(() => new Float32Array(width * height))
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = y * width + x
      const share = covered.values[at]!
      const falling = lamp(x / width - 0.5, (y - height / 2) / width)
      const sheet = share > 0 ? paperLight(seen, x, y) : { ink: 0, shade: 0 }
      const fibre = 1 + 0.02 * fibres(x / 2.3, y / 2.3)
      const spot = share < 1 ? camera.onTable(x, y) : null
      const ground = spot ? table(spot.x, spot.y) : null
      for (let c = 0; c < 3; c++) {
        const bare = ground ? ground[c]! * shade.values[at]! : 0
        // Inks mix as densities: half the heat is far darker than half the light.
        const printed = paper[c]! * (ink[c]! / paper[c]!) ** sheet.ink * sheet.shade * fibre
        planes[c]![at] = falling * (printed * share + bare * (1 - share))
      }
    }
  const [red, green, blue] = planes.map((values) => ({ values, width, height })) as [Plane, Plane, Plane]
  return { red, green, blue }
}

function shareCovered(seen: Seen, width: number, height: number): Plane {
  const values = new Float32Array(width * height)
  for (let y = 0; y < seen.height; y++)
    for (let x = 0; x < seen.width; x++)
      if (seen.cover[y * seen.width + x])
        values[Math.floor(y / finer) * width + Math.floor(x / finer)]! += 1 / finer ** 2
  return { values, width, height }
}

/** Mean over the samples of one pixel that lie on paper. */
function paperLight(seen: Seen, x: number, y: number): { ink: number; shade: number } {
  let [ink, shade, count] = [0, 0, 0]
  for (let dy = 0; dy < finer; dy++)
    for (let dx = 0; dx < finer; dx++) {
      const at = (y * finer + dy) * seen.width + x * finer + dx
      if (!seen.cover[at]) continue
      ink += seen.ink[at]!
      shade += seen.shade[at]!
      count++
    }
  return { ink: ink / count, shade: shade / count }
}

/** What the sheet leaves of the light around it: a dark line where it touches, a softer shadow away from the lamp. */
function castShadow(covered: Plane, light: Light): Plane {
  const contact = blurred(covered, 3)
  const soft = blurred(covered, 14)
  const { width, height } = covered
  const values = new Float32Array(width * height)
  const [dx, dy] = [Math.round(light.x * 14), Math.round(light.y * 14)]
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [fromX, fromY] = [
        Math.min(width - 1, Math.max(0, x + dx)),
        Math.min(height - 1, Math.max(0, y + dy)),
      ]
      values[y * width + x] =
        1 - 0.3 * contact.values[y * width + x]! - 0.55 * soft.values[fromY * width + fromX]!
    }
  return { values, width, height }
}

/** Light over the frame: the lamp's fall-off, the lens's dark corners, and a hand's or phone's shadow. */
function lampLight({ lamp, shadow }: Scene, random: Random): (x: number, y: number) => number {
  const angle = (lamp.direction * Math.PI) / 180
  const edge = smoothNoise(random.whole(1, 1e6))
  const across = ((shadow?.direction ?? 0) * Math.PI) / 180
  return (x, y) => {
    const falling = 1 + lamp.fallOff * (x * Math.cos(angle) + y * Math.sin(angle))
    const corners = 1 - 0.18 * (x * x + y * y)
    if (!shadow) return falling * corners
    const along = -x * Math.sin(across) + y * Math.cos(across)
    const depth = x * Math.cos(across) + y * Math.sin(across) - shadow.offset + 0.09 * edge(along * 4, 0.5)
    return falling * corners * (1 - shadow.depth / (1 + Math.exp(-depth / shadow.softness / 0.35)))
  }
}
