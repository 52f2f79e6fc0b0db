import type { Good } from '../read-receipt/fields/good.ts'
import type { Sum, Sums } from '../read-receipt/fields/sums.ts'
import type { Line } from '../read-receipt/lines.ts'
import type { ReadLines } from '../read-receipt/read-lines.ts'
import { chanceOf, type RoledLine } from '../read-receipt/roles/roled-line.ts'
import type { Role } from '../read-receipt/roles/roles.ts'
import { html, type Markup } from './markup.ts'
import type { ShownLine } from './shown-lines.ts'
import { alternatives, bilingual, figure, PARTS, percent, ROLE_NAMES, type Name } from './words.ts'

/** What the lines were taken for, before arithmetic had its say. */
export function showParts({ roles, goods, sums }: ReadLines, lines: ShownLine[]): Markup {
  const link = linkTo(lines)
  return html`<section class="part roles">
      <ul class="plain">
        ${roles.map((role) => html`<li>${link([role.line])} ${nameRole(role)} ${role.line.text}</li>`)}
      </ul>
    </section>
    <section class="part goods">
      <h3>${bilingual(PARTS.goods)}</h3>
      ${goods.length ? goodsTable(goods, link) : html`<p>${bilingual(['なし', 'none'])}</p>`}
    </section>
    <section class="part sums">
      <h3>${bilingual(PARTS.sums)}</h3>
      ${sumsTable(sums, link)}
    </section>`
}

/** Less sure than this, the next best role is told. */
const DOUBTFUL_ROLE = 0.9

function nameRole(line: RoledLine): Markup {
  const chance = chanceOf(line, line.role)
  const next = (Object.keys(line.costs) as Role[])
    .filter((role) => role !== line.role)
    .reduce((a, b) => (line.costs[b] < line.costs[a] ? b : a))
  return html`<b>${bilingual(ROLE_NAMES[line.role])}</b>
    <span class="aside"
      >${percent(chance)}${chance < DOUBTFUL_ROLE && html` · ${bilingual(ROLE_NAMES[next])} ${percent(chanceOf(line, next))}`}</span
    >`
}

export function showNoParts(): Markup {
  return html`<p>
    ${bilingual(['英語のレシートは区分せずに読みます。', 'A receipt in English is read without parting it.'])}
  </p>`
}

type Link = (lines: Line[]) => Markup

function linkTo(lines: ShownLine[]): Link {
  return (of) => {
    const numbers = of.flatMap((line) => lines.find((l) => l.line === line)?.number ?? [])
    return html`<span class="from">${numbers.map((n) => html`<a href="#line-${n}">${n}</a> `)}</span>`
  }
}

function goodsTable(goods: Good[], link: Link): Markup {
  return html`<div class="scroll">
    <table>
      <thead>
        <tr>
          <th scope="col">${bilingual(['行', 'line'])}</th>
          <th scope="col">${bilingual(['品名', 'name'])}</th>
          <th scope="col" class="number">${bilingual(['数', 'qty'])}</th>
          <th scope="col" class="number">${bilingual(['単価', 'unit'])}</th>
          <th scope="col" class="number">${bilingual(['金額', 'amount'])}</th>
          <th scope="col" class="number">${bilingual(['値引', 'off'])}</th>
          <th scope="col">${bilingual(['他の読み', 'or else'])}</th>
        </tr>
      </thead>
      <tbody>
        ${goods.map(
          (good) =>
            html`<tr>
              <td>${link(good.lines)}</td>
              <th scope="row">
                ${good.name}${good.reduced && html` <abbr title="軽減税率 – reduced rate">※</abbr>`}
              </th>
              <td class="number">${figure(good.quantity)}</td>
              <td class="number">${good.unitPrice === null ? '' : figure(good.unitPrice)}</td>
              <td class="number"><b>${figure(good.gross)}</b></td>
              <td class="number">${good.discount ? figure(-good.discount) : ''}</td>
              <td>${alternatives(good.ways.slice(1).map((way) => way.value))}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`
}

function sumsTable(sums: Sums, link: Link): Markup {
  const rows: [Name, Sum][] = [
    ...named(['小計', 'subtotal'], sums.subtotals),
    ...named(['クーポン', 'coupon'], sums.coupons),
    ...sums.taxes.flatMap(({ rate, taxable, tax, included }): [Name, Sum][] => {
      const kind = included === null ? '税' : included ? '内税' : '外税'
      const of = rate === null ? '' : ` ${rate}%`
      return [
        ...named([`${kind}${of} 対象`, `taxable${of}`], taxable ? [taxable] : []),
        ...named([`${kind}${of}`, `tax${of}`], tax ? [tax] : []),
      ]
    }),
    ...named(['合計', 'total'], sums.totals),
    ...sums.payments.flatMap((paid) => named([`支払 ${paid.method}`, 'paid'], [paid])),
    ...named(['お預り', 'tendered'], sums.tendered),
    ...named(['お釣り', 'change'], sums.change),
    ...named(['その他の数', 'loose'], sums.loose),
  ]
  return html`<div class="scroll">
    <table>
      <thead>
        <tr>
          <th scope="col">${bilingual(['行', 'line'])}</th>
          <th scope="col">${bilingual(['何の金額か', 'taken for'])}</th>
          <th scope="col" class="number">${bilingual(['金額', 'amount'])}</th>
          <th scope="col">${bilingual(['他の読み', 'or else'])}</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ([name, { ways, line }]) =>
            html`<tr>
              <td>${link([line])}</td>
              <th scope="row">${bilingual(name)}</th>
              <td class="number"><b>${ways[0] === undefined ? '–' : figure(ways[0].value)}</b></td>
              <td>${alternatives(ways.slice(1).map((way) => way.value))}</td>
            </tr>`,
        )}
        ${
          sums.count !== null &&
          html`<tr>
            <td></td>
            <th scope="row">${bilingual(['買上点数', 'point count'])}</th>
            <td class="number"><b>${figure(sums.count)}</b></td>
            <td></td>
          </tr>`
        }
      </tbody>
    </table>
  </div>`
}

const named = (name: Name, sums: Sum[]): [Name, Sum][] => sums.map((sum) => [name, sum])
