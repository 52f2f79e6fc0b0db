/** Points that one jar holds. A picture only: nothing is promised for a full one. */
const POINTS_PER_JAR = 100

/** How a balance looks in jars: the full ones, and how full (0..1) the one being filled is. */
export function fillJars(points: number): { full: number; level: number } {
  const full = Math.floor(Math.max(0, points) / POINTS_PER_JAR)
  return { full, level: (Math.max(0, points) % POINTS_PER_JAR) / POINTS_PER_JAR }
}
