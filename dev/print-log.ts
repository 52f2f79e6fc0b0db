import { styleText } from 'node:util'

const COLOURS = { api: 'cyan', 'ocr-worker': 'magenta', 'line-sandbox': 'green', tamaru: 'yellow' } as const
const WIDTH = Math.max(...Object.keys(COLOURS).map((name) => name.length))

/** One readable line whatever a process writes: JSON records as text, everything else as it is. */
export function printLog(name: string, line: string): void {
  const label = styleText(COLOURS[name as keyof typeof COLOURS] ?? 'white', name.padEnd(WIDTH))
  console.log(`${label} │ ${readable(line)}`)
}

function readable(line: string): string {
  if (!line.startsWith('{')) return line
  try {
    const { at, level, msg, ...fields } = JSON.parse(line) as Record<string, unknown>
    const rest = Object.entries(fields).map(
      ([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
    )
    const text = [String(at ?? '').slice(11, 19), msg, styleText('dim', rest.join(' '))].join(' ')
    return level === 'error' ? styleText('red', text) : level === 'warn' ? styleText('yellow', text) : text
  } catch {
    return line
  }
}
