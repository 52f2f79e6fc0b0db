import type { Papers } from '../read-receipt/find-paper.ts'
import { candidatesOf, drawPhoto } from './draw-photo.ts'
import { html, type Markup } from './markup.ts'
import type { Picture } from './picture.ts'
import { bilingual } from './words.ts'

/** The photo with the paper found on it, and what else might have been paper. */
export function showPaper(photo: Picture, papers: Papers): Markup {
  const candidates = candidatesOf(papers)
  return html`<div class="beside">
    <figure>${drawPhoto(photo, candidates)}</figure>
    <div>
      ${
        candidates.length
          ? html`<table>
              <thead>
                <tr>
                  <th scope="col">${bilingual(['候補', 'candidate'])}</th>
                  <th scope="col">${bilingual(['輪郭', 'outline'])}</th>
                  <th scope="col" class="number">${bilingual(['点', 'score'])}</th>
                </tr>
              </thead>
              <tbody>
                ${candidates.map(
                  ({ place, chosen, edges, score }) =>
                    html`<tr>
                      <th scope="row">
                        <span class="${chosen ? 'dot chosen' : 'dot'}">${place}</span>
                        ${chosen && bilingual(['採用', 'taken'])}
                      </th>
                      <td>${bilingual(edges ? ['紙の縁', 'edges'] : ['印字の範囲', 'print'])}</td>
                      <td class="number">${score === null ? '–' : score.toFixed(3)}</td>
                    </tr>`,
                )}
              </tbody>
            </table>`
          : html`<p>
              ${bilingual(['紙の縁は探さず、写真全体を読みます。', 'No edges: the whole picture is read.'])}
            </p>`
      }
    </div>
  </div>`
}
