export type Point = { x: number; y: number }

/** Where a sheet lies on the table: its middle, in dots, and its turn in degrees. */
export type Place = Point & { turn: number }

/** Degrees the phone leans away from looking straight down. */
export type Lean = { tilt: number; yaw: number }

export type Camera = {
  /** From a point on the table, z dots above it, to pixels. */
  project(x: number, y: number, z: number): Point
  /** From pixels back to the table. */
  onTable(x: number, y: number): Point
}

type Matrix = [number, number, number, number, number, number, number, number, number]

/** A pinhole `distance` dots above the middle of the table; `zoom` pixels per dot at that distance; `center` in pixels. */
export function aimCamera(lean: Lean, distance: number, zoom: number, center: Point): Camera {
  const [tilt, yaw] = [(lean.tilt * Math.PI) / 180, (lean.yaw * Math.PI) / 180]
  const [ct, st, cy, sy] = [Math.cos(tilt), Math.sin(tilt), Math.cos(yaw), Math.sin(yaw)]
  // Yaw about the vertical axis of the picture, then tilt about the horizontal one.
  const right = [cy, 0, sy] as const
  const down = [st * sy, ct, -st * cy] as const
  const up = [-ct * sy, st, ct * cy] as const
  const focal = zoom * distance
  const toTable = inverse([
    ...row(right, up, focal, center.x, distance),
    ...row(down, up, focal, center.y, distance),
    ...[-up[0], -up[1], distance],
  ] as Matrix)
  return {
    project(x, y, z) {
      const depth = distance - (up[0] * x + up[1] * y + up[2] * z)
      return {
        x: center.x + (focal * (right[0] * x + right[1] * y + right[2] * z)) / depth,
        y: center.y + (focal * (down[0] * x + down[1] * y + down[2] * z)) / depth,
      }
    },
    onTable(x, y) {
      const w = toTable[6] * x + toTable[7] * y + toTable[8]
      return {
        x: (toTable[0] * x + toTable[1] * y + toTable[2]) / w,
        y: (toTable[3] * x + toTable[4] * y + toTable[5]) / w,
      }
    },
  }
}

/** One row of the table plane's homography. */
function row(
  axis: readonly number[],
  up: readonly number[],
  focal: number,
  offset: number,
  distance: number,
) {
  return [focal * axis[0]! - offset * up[0]!, focal * axis[1]! - offset * up[1]!, offset * distance]
}

function inverse([a, b, c, d, e, f, g, h, i]: Matrix): Matrix {
  const [A, B, C] = [e * i - f * h, f * g - d * i, d * h - e * g]
  const det = a * A + b * B + c * C
  const adjugate = [
    A,
    c * h - b * i,
    b * f - c * e,
    B,
    a * i - c * g,
    c * d - a * f,
    C,
    b * g - a * h,
    a * e - b * d,
  ]
  return adjugate.map((value) => value / det) as Matrix
}

/** From a sheet's own dots to the table. */
export function onTable(place: Place, width: number, height: number): (x: number, y: number) => Point {
  const angle = (place.turn * Math.PI) / 180
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  return (x, y) => {
    const [dx, dy] = [x - width / 2, y - height / 2]
    return { x: place.x + dx * cos - dy * sin, y: place.y + dx * sin + dy * cos }
  }
}
