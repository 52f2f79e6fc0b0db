import type { Reading } from '@tamaru/domain'
import { html, type Markup } from './markup.ts'
import { bilingual, figure, TIMED, type Name } from './words.ts'

/** Milliseconds per step, and who read. */
export function showTimes({ name, version, ms }: Reading['engine']): Markup {
  const steps = Object.entries(ms)
  const all = steps.reduce((sum, [, spent]) => sum + spent, 0) || 1
  const names = TIMED as Record<string, Name | undefined>
  return html`<table class="times">
      <thead class="hidden">
        <tr>
          <th scope="col">${bilingual(['段階', 'step'])}</th>
          <th scope="col">${bilingual(['割合', 'share'])}</th>
          <th scope="col">${bilingual(['ミリ秒', 'milliseconds'])}</th>
        </tr>
      </thead>
      <tbody>
        ${steps.map(
          ([step, spent]) =>
            html`<tr>
              <th scope="row">${bilingual(names[step] ?? [step, ''])}</th>
              <td>
                <span class="bar"><span style="width: ${((spent / all) * 100).toFixed(1)}%"></span></span>
              </td>
              <td class="number">${figure(spent)} ms</td>
            </tr>`,
        )}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">${bilingual(['合わせて', 'together'])}</th>
          <td></td>
          <td class="number"><b>${figure(all)} ms</b></td>
        </tr>
      </tfoot>
    </table>
    <p>${bilingual(['読み取り器', 'engine'])}: ${name}, ${bilingual(['版', 'version'])} ${version}</p>`
}
