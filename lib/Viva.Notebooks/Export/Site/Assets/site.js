// Every page's script: theme, copying, contents, charts, search, cards, slides. What needs a part of the page does nothing where that part is missing.
'use strict';
(() => {
  const root = document.documentElement, all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const remember = (key, value) => { try { return value === undefined ? localStorage.getItem('viva.' + key) : localStorage.setItem('viva.' + key, value); } catch { return null; } };

  // Keys are left to what has the focus and uses them itself.
  const busy = (e, ...own) => e.ctrlKey || e.metaKey || e.altKey || e.target.closest('input, textarea, select') || (own.includes(e.key) && e.target.closest('a, button, summary'));
  const swipe = (area, turn) => {
    let start;
    area.addEventListener('touchstart', e => start = e.touches.length === 1 && !e.target.closest('pre, .scroll, figure') ? e.touches[0] : null, { passive: true });
    area.addEventListener('touchend', e => {
      if (!start) return;
      const dx = e.changedTouches[0].clientX - start.clientX, dy = e.changedTouches[0].clientY - start.clientY;
      if (Math.abs(dx) > 60 && Math.abs(dx) > 2 * Math.abs(dy)) turn(dx < 0 ? 1 : -1);
    });
  };

  // Theme: the system's, until the reader chooses.
  const theme = document.querySelector('button.theme');
  const dark = () => (root.dataset.theme ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')) === 'dark';
  const name = () => { if (theme) theme.textContent = dark() ? 'Light' : 'Dark'; };
  if (remember('theme')) root.dataset.theme = remember('theme');
  theme?.addEventListener('click', () => { root.dataset.theme = dark() ? 'light' : 'dark'; remember('theme', root.dataset.theme); name(); paintAgain(); });
  name();

  for (const button of all('button.copy')) button.addEventListener('click', async () => {
    const code = button.parentElement.querySelector('pre').textContent;
    try { await navigator.clipboard.writeText(code); button.textContent = 'Copied'; } catch {
      const range = document.createRange(); range.selectNodeContents(button.parentElement.querySelector('pre'));
      getSelection().removeAllRanges(); getSelection().addRange(range); button.textContent = 'Selected';
    }
    setTimeout(() => button.textContent = 'Copy', 1500);
  });

  // A word's hint stands at its first place in the page, and again where it changes.
  const told = {};
  for (const word of all('.code :is(i, b, u)')) {
    const key = word.tagName + word.className + word.textContent;
    if (word.hasAttribute('title')) told[key] = word.title; else if (told[key]) word.title = told[key];
  }

  // What scrolls sideways can be reached with the keyboard, and nothing else needs to be.
  const scrollers = all('pre, .scroll, .formula, .outputs .html, p:has(> math), li:has(> math)');
  const reach = () => {
    const wide = scrollers.map(e => e.scrollWidth > e.clientWidth && e.clientWidth > 0);
    scrollers.forEach((e, i) => wide[i] ? e.tabIndex = 0 : e.removeAttribute('tabindex'));
  };
  addEventListener('resize', reach);
  addEventListener('toggle', reach, true);
  reach();

  // What a link leads to may be folded.
  const unfold = hash => {
    let target; try { target = document.getElementById(decodeURIComponent(hash.slice(1))); } catch { return; }
    const closed = [], below = target?.closest('.words')?.nextElementSibling; // of a deeper section's heading
    if (below?.matches('details.deeper:not([open])')) closed.push(below);
    for (let fold = target?.closest('details'); fold; fold = fold.parentElement.closest('details')) if (!fold.open) closed.push(fold);
    closed.forEach(fold => fold.open = true);
    if (closed.length) target.scrollIntoView();
  };
  addEventListener('click', e => { const a = e.target.closest('a[href^="#"]'); if (a) unfold(a.hash); });
  addEventListener('hashchange', () => unfold(location.hash));
  unfold(location.hash);

  // The contents mark the section that is being read.
  const links = new Map(all('nav.contents a').map(a => [decodeURIComponent(a.hash.slice(1)), a]));
  if (links.size) {
    const headings = [...links.keys()].map(id => document.getElementById(id)).filter(Boolean);
    let waiting = false;
    const mark = () => {
      waiting = false;
      const current = headings.filter(h => h.checkVisibility() && h.getBoundingClientRect().top < innerHeight * .3).pop() ?? headings[0];
      for (const [id, a] of links) id === current?.id ? a.setAttribute('aria-current', 'true') : a.removeAttribute('aria-current');
    };
    addEventListener('scroll', () => { if (!waiting) { waiting = true; requestAnimationFrame(mark); } }, { passive: true });
    mark();
  }
  const contents = document.querySelector('nav.contents details');
  if (contents) contents.open = matchMedia('(min-width: 68rem)').matches;

  // Charts: drawn when they come near, with plotly.js from beside this file; until then their static picture stands there.
  const colours = ['#0072B2', '#D55E00', '#009E73', '#CC79A7', '#E69F00', '#56B4E9', '#000000'];
  let library;
  const plotly = () => library ??= window.Plotly?.newPlot ? Promise.resolve() : new Promise((done, failed) => {
    const script = document.createElement('script');
    script.src = document.querySelector('script[data-plotly]')?.dataset.plotly ?? 'assets/plotly.js';
    script.onload = done; script.onerror = failed; document.head.append(script);
  });
  const draw = async figure => {
    const data = figure.querySelector('script[type="application/vnd.viva.figure+json"]'), place = figure.children[1];
    if (!data || !place) return;
    try { await plotly(); } catch { return; }
    const style = getComputedStyle(figure), [r, g, b] = style.color.match(/[\d.]+/g), ink = a => `rgba(${r},${g},${b},${a})`;
    const bright = r > 128, font = { size: 13 }, axis = { gridcolor: ink(.15), zerolinecolor: ink(.35), linecolor: ink(.5), automargin: true, title: { standoff: 8, font } };
    const bar = { colorbar: { thickness: 14, outlinewidth: 0, title: { side: 'right', font } } };
    const chart = JSON.parse(bright ? data.textContent.replaceAll('#0072B2', '#3A9BDC') : data.textContent);
    chart.layout.template = {
      data: { heatmap: [bar], contour: [bar], bar: [{ insidetextfont: { color: bright ? '#000' : '#fff' }, error_y: { color: ink(1), thickness: 1.5 } }] },
      layout: { font: { color: style.color, family: style.fontFamily, size: 13 }, paper_bgcolor: ink(0), plot_bgcolor: ink(0), colorway: colours,
        margin: { l: 48, r: 16, t: 30, b: 44 }, legend: { orientation: 'h', x: 0, y: 1.02, yanchor: 'bottom' }, modebar: { bgcolor: ink(0), color: ink(.5), activecolor: ink(1) }, xaxis: axis, yaxis: axis },
    };
    // The picture stays for the printer: paper is white, whatever the screen is.
    if (!figure.dataset.drawn) { const still = document.createElement('div'); still.className = 'still'; still.append(...place.childNodes); place.after(still); }
    if (matchMedia('(hover: none)').matches) chart.layout.dragmode = false;
    place.textContent = ''; place.style.height = (chart.height ?? 360) + 'px';
    figure.dataset.drawn = '1';
    // Somebody else's chart may be nonsense: then the picture comes back.
    try { await Plotly.newPlot(place, chart.data, chart.layout, { responsive: true, displayModeBar: false }); } catch {
      const still = figure.querySelector('.still'); place.replaceChildren(...still.childNodes); place.style.height = ''; still.remove(); delete figure.dataset.drawn;
    }
  };
  const figures = all('figure.viva');
  const near = new IntersectionObserver(entries => { for (const entry of entries) if (entry.isIntersecting) { near.unobserve(entry.target); draw(entry.target); } }, { rootMargin: '400px' });
  figures.forEach(figure => near.observe(figure));
  const paintAgain = () => figures.filter(figure => figure.dataset.drawn).forEach(draw);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => { name(); paintAgain(); });
  addEventListener('beforeprint', () => all('details').forEach(d => { if (!d.open) { d.dataset.closed = '1'; d.open = true; } }));
  addEventListener('afterprint', () => all('details[data-closed]').forEach(d => { d.open = false; delete d.dataset.closed; }));

  // Pictures with a slider: one is shown, and a button plays them to the last. The style sheet hides the others, on the screen only.
  for (const set of all('div.slides:not(.on)')) {
    const box = set.querySelector(':scope > [role=group]'), pictures = box ? [...box.children] : [], last = pictures.length - 1;
    if (last < 1) continue;
    const make = (tag, more) => Object.assign(document.createElement(tag), more);
    const steps = make('div', { className: 'steps' }), label = make('label', { textContent: box.getAttribute('aria-label') + ' ' });
    const range = make('input', { type: 'range', min: 0, max: last, value: 0 }), button = make('button', { type: 'button', textContent: 'Play' });
    let timer;
    const show = () => {
      pictures.forEach((picture, i) => picture.classList.toggle('at', i === +range.value));
      range.setAttribute('aria-valuetext', pictures[range.value].querySelector('figcaption')?.textContent ?? '');
    };
    const stop = () => { timer = clearInterval(timer); button.textContent = 'Play'; };
    const step = () => { range.value++; show(); if (+range.value === last) stop(); };
    range.addEventListener('input', show);
    for (const kind of ['input', 'keydown', 'pointerdown']) range.addEventListener(kind, stop);
    button.addEventListener('click', () => {
      if (timer) return stop();
      if (+range.value === last) { range.value = 0; show(); }
      button.textContent = 'Pause'; timer = setInterval(step, 400);
    });
    // A finger on the slider does not turn the page of a presentation.
    for (const kind of ['touchstart', 'touchend']) steps.addEventListener(kind, e => e.stopPropagation(), { passive: true });
    label.append(range); steps.append(button, label); box.before(steps); set.classList.add('on'); show();
  }

  // Search: every word must begin a word of the section; the title counts more.
  const input = document.querySelector('.search input'), results = document.querySelector('.results'), status = document.querySelector('.search [role=status]');
  if (input && window.vivaIndex) {
    const plain = text => text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
    const entries = window.vivaIndex.map(e => ({ ...e, words: ' ' + plain(e.text), head: ' ' + plain(e.title + ' ' + e.page) }));
    input.addEventListener('input', () => {
      const words = plain(input.value).split(/\s+/).filter(Boolean);
      results.textContent = '';
      if (!words.length) { status.textContent = ''; return; }
      const found = entries.map(e => ({ e, score: words.reduce((sum, w) => {
        const inHead = e.head.includes(' ' + w), count = e.words.split(' ' + w).length - 1;
        return sum < 0 || (!inHead && !count) ? -1 : sum + (inHead ? 20 : 0) + Math.min(count, 5);
      }, 0) })).filter(x => x.score > 0).sort((a, b) => b.score - a.score);
      status.textContent = found.length ? `${found.length} section${found.length > 1 ? 's' : ''}` : 'Nothing found. Fewer or shorter words find more.';
      for (const { e } of found.slice(0, 20)) {
        const item = document.createElement('li'), link = document.createElement('a'), small = document.createElement('small');
        link.href = e.url; link.textContent = e.title; small.textContent = e.page;
        const at = Math.max(0, e.words.indexOf(' ' + words[0]) - 60), piece = e.text.slice(at, at + 180), line = document.createElement('span');
        let rest = (at ? '… ' : '') + piece + (at + 180 < e.text.length ? ' …' : '');
        for (let hit; (hit = plain(rest).search(new RegExp('(^|\\W)' + words[0].replace(/[.*+?^${}()|[\]\\]/g, '\\$&')))) >= 0;) {
          const start = plain(rest).indexOf(words[0], hit), m = document.createElement('mark');
          line.append(rest.slice(0, start)); m.textContent = rest.slice(start, start + words[0].length); line.append(m); rest = rest.slice(start + words[0].length);
        }
        line.append(rest); item.append(small, link, document.createElement('br'), line); results.append(item);
      }
    });
  }

  // Cards: one question at a time; what is known is remembered in this browser.
  const deck = document.querySelector('.deck');
  if (deck) {
    const cards = all('.card', deck), count = deck.querySelector('.count'), known = new Set();
    try { JSON.parse(remember('known') ?? '[]').forEach(id => known.add(id)); } catch { /* Not ours: begin anew. */ }
    let at = 0, onlyNew = false;
    const pile = () => { const left = cards.filter(c => !onlyNew || !known.has(c.id)); return left.length ? left : cards; };
    const show = () => {
      const shown = pile(); at = (at + shown.length) % shown.length;
      cards.forEach(c => c.hidden = c !== shown[at]);
      shown[at].querySelector('.answer').hidden = true;
      deck.querySelector('.turn-over').textContent = 'Show the answer';
      count.textContent = `Card ${at + 1} of ${shown.length}, ${cards.filter(c => known.has(c.id)).length} known`;
      deck.querySelector('.know').setAttribute('aria-pressed', known.has(shown[at].id));
    };
    const turn = () => { const a = pile()[at].querySelector('.answer'); a.hidden = !a.hidden; deck.querySelector('.turn-over').textContent = a.hidden ? 'Show the answer' : 'Hide the answer'; };
    const know = () => { const id = pile()[at].id; known.has(id) ? known.delete(id) : known.add(id); remember('known', JSON.stringify([...known])); if (!onlyNew) at += known.has(id) ? 1 : 0; show(); };
    deck.querySelector('.turn-over').addEventListener('click', turn);
    deck.querySelector('.next').addEventListener('click', () => { at++; show(); });
    deck.querySelector('.previous').addEventListener('click', () => { at--; show(); });
    deck.querySelector('.know').addEventListener('click', know);
    deck.querySelector('.only-new').addEventListener('change', e => { onlyNew = e.target.checked; at = 0; show(); });
    addEventListener('keydown', e => {
      if (busy(e, ' ')) return;
      if (e.key === 'ArrowRight') { at++; show(); } else if (e.key === 'ArrowLeft') { at--; show(); } else if (e.key === ' ') { e.preventDefault(); turn(); } else if (e.key === 'k') know();
    });
    swipe(deck, step => { at += step; show(); });
    show();
  }

  // Slides: one at a time, as large as fits; the speaker's window shows the notes and goes along.
  const slides = all('.slide');
  if (slides.length) {
    const steer = document.querySelector('.steer'), count = steer.querySelector('.count'), notesButton = steer.querySelector('.show-notes');
    let at = Math.max(0, slides.findIndex(s => '#' + s.id === location.hash)), other = window.opener;
    const fit = () => {
      const area = slides[at].querySelector('.fit');
      for (let size = 1; size >= .6; size -= .05) { area.style.setProperty('--fit', size); if (area.scrollHeight <= area.clientHeight + 1) return; }
      area.tabIndex = 0;
    };
    const go = (to, tell = true) => {
      at = Math.min(Math.max(to, 0), slides.length - 1);
      slides.forEach((s, i) => s.hidden = i !== at);
      count.textContent = `${at + 1} / ${slides.length}`;
      history.replaceState(null, '', '#' + slides[at].id);
      for (const figure of figures) if (!figure.dataset.drawn && slides[at].contains(figure)) { near.unobserve(figure); draw(figure).then(fit); }
      fit();
      if (tell) other?.postMessage({ slide: at }, '*');
    };
    const notes = on => { root.classList.toggle('with-notes', on); notesButton.setAttribute('aria-pressed', on); fit(); };
    root.classList.add('showing');
    steer.querySelector('.previous').addEventListener('click', () => go(at - 1));
    steer.querySelector('.next').addEventListener('click', () => go(at + 1));
    notesButton.addEventListener('click', () => notes(!root.classList.contains('with-notes')));
    steer.querySelector('.second').addEventListener('click', () => { other = window.open(location.href, 'viva-notes', 'popup,width=1000,height=800'); });
    if (window.opener && window.name === 'viva-notes') { notes(true); steer.querySelector('.second').hidden = true; }
    addEventListener('message', e => { if (e.source === other && Number.isInteger(e.data?.slide)) go(e.data.slide, false); });
    addEventListener('keydown', e => {
      if (busy(e, ' ', 'Enter')) return;
      const to = { ArrowRight: at + 1, PageDown: at + 1, ' ': at + 1, ArrowLeft: at - 1, PageUp: at - 1, Home: 0, End: slides.length - 1 }[e.key];
      if (to !== undefined) { e.preventDefault(); go(to); } else if (e.key === 'n') notes(!root.classList.contains('with-notes')); else if (e.key === 'f') document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen();
    });
    swipe(document, step => go(at + step));
    addEventListener('resize', fit);
    go(at, false);
  }
})();
