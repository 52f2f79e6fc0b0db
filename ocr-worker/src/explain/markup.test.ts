import { expect, test } from 'vitest'
import { html } from './markup.ts'

test('what is put in is text, whatever it looks like', () => {
  const printed = `<img src=x onerror="alert('1')"> & 税`
  expect(html`<p title="${printed}">${printed}</p>`.text).toBe(
    '<p title="&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt; &amp; 税">&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt; &amp; 税</p>',
  )
})

test('markup and lists of it are put in as they are', () => {
  expect(html`<p>${['a', '<b>'].map((text) => html`<i>${text}</i>`)}</p>`.text).toBe(
    '<p><i>a</i><i>&lt;b&gt;</i></p>',
  )
})

test('nothing is written for what is absent, and places are rounded', () => {
  expect(html`${null}${undefined}${false}${0} ${1 / 3}`.text).toBe('0 0.33')
})
