import { afterEach, expect, test, vi } from 'vitest'
import { openBrowser } from './browser.ts'

afterEach(() => vi.unstubAllEnvs())

const npmHasOne = process.platform === 'linux' && process.arch === 'x64'

test.runIf(npmHasOne)(
  'a machine without a browser takes the one from npm, which reaches no other host',
  async () => {
    vi.stubEnv('CHROMIUM_PATH', undefined)
    vi.stubEnv('PATH', '')
    const browser = await openBrowser()
    const page = await browser.newPage()
    await page.setContent(
      '<p>貯まる</p><script>document.title = String([1, 2].map((n) => n * 21).at(-1))</script>',
    )
    expect(await page.title()).toBe('42')
    await expect(page.goto('http://www.example.com/')).rejects.toThrow('ERR_NAME_NOT_RESOLVED')
    await browser.close()
  },
)
