"""What a page shows at a moment, read off the page alone: JavaScript that runs in it."""

# What the page of a figure shows at this moment, read off the page alone.
SHOWN = """
figure => {
  const data = JSON.parse(figure.querySelector('script.steps-data').textContent);
  const folds = figure.querySelector('.diagram script.folds-data');
  const aliases = folds ? JSON.parse(folds.textContent)[0].aliases : {};
  const part = name => document.getElementById(data.prefix + (aliases[name] ?? name));
  const names = selector => [...figure.querySelectorAll(selector)].filter(e => !e.closest('[hidden]'))
    .map(e => e.id.slice(data.prefix.length)).sort();
  const inside = (element, box) => {
    if (!element || !box) return true;
    const a = element.getBoundingClientRect(), b = box.getBoundingClientRect();
    return a.bottom > b.top && a.top < b.bottom && a.right > b.left && a.left < b.right;
  };
  const seen = e => getComputedStyle(e).visibility === 'visible' && e.getBoundingClientRect().height > 0;
  const said = [...figure.querySelectorAll('.sayings > li')].filter(seen);
  const rows = [...figure.querySelectorAll('.steps-box tr[aria-current="step"]')];
  const diagram = figure.querySelector('.diagram');
  const step = Number(figure.dataset.step);
  return {
    step, count: figure.querySelector('.count').textContent,
    slider: Number(figure.querySelector('input[type=range]').value),
    said: said.map(e => Number(e.dataset.step)),
    formulas: said.map(e => e.querySelectorAll('.formula math').length),
    live: said.every(e => e.closest('[aria-live="polite"]')),
    rows: rows.map(e => Number(e.dataset.step)),
    rowInside: rows.every(e => inside(e, figure.querySelector('.steps-box'))),
    now: names('.diagram .now'), back: names('.diagram .now.back'),
    later: names('.diagram .later'),
    markInside: !diagram || data.steps[step - 1].marks.some(m => part(m) && inside(part(m), diagram)),
  };
}
"""

# What stands in a figure's data, as far as the diagram has it: a value that is shown on the edges only
# has no label of its own. `empty` are steps that mark nothing at all.
TOLD = """
figure => {
  const data = JSON.parse(figure.querySelector('script.steps-data').textContent);
  const hasDiagram = !!figure.querySelector('.diagram');
  // What is inside a folded frame is shown as the frame's box.
  const folds = figure.querySelector('.diagram script.folds-data');
  const aliases = folds ? JSON.parse(folds.textContent)[0].aliases : {};
  const shown = names => [...new Set(names.map(name => aliases[name] ?? name))]
    .filter(name => document.getElementById(data.prefix + name) !== null);
  const labels = {};
  const steps = data.steps.map((s, i) => {
    for (const name of shown(s.reveals)) labels[name] ??= i + 1;
    return {phase: s.phase, marks: shown(s.marks)};
  });
  const empty = hasDiagram ? steps.flatMap((s, i) => s.marks.length === 0 ? [i + 1] : []) : [];
  return {prefix: data.prefix, steps, hasDiagram, empty, labels,
    rows: figure.querySelectorAll('.steps-box tbody tr').length,
    sayings: [...figure.querySelectorAll('.sayings > li')].map(e => Number(e.dataset.step))};
}
"""

# Everything that a reader without scripts could not see of the figures.
HIDDEN = """
() => {
  const bad = [];
  const seen = e => {
    const style = getComputedStyle(e), place = e.getBoundingClientRect();
    return style.visibility === 'visible' && place.width > 0 && place.height > 0;
  };
  const whole = e => {
    for (let box = e.parentElement; box && box !== document.body; box = box.parentElement) {
      const style = getComputedStyle(box);
      if (Number(style.opacity) < 1) return false;
      if (style.overflowY === 'hidden' && box.scrollHeight > box.clientHeight + 1) return false;
    }
    return true;
  };
  const say = (what, e) => bad.push(what + ': ' + e.textContent.trim().slice(0, 40));
  for (const e of document.querySelectorAll('.sayings > li, .steps-box tr, .derivation > li, .listing, table.data')) {
    if (e.closest('details:not([open]), .solution')) continue;
    if (!seen(e) || !whole(e)) say('not seen', e);
  }
  // Of the pictures of a diagram's frames the one that is shown counts.
  for (const e of document.querySelectorAll('.diagram svg text, .picture svg text'))
    if (!e.closest('.fold-state[hidden]') && (!seen(e) || !whole(e) || Number(getComputedStyle(e).opacity) < 1)) say('faint', e);
  for (const e of document.querySelectorAll('.controls, .theme-switch'))
    if (e.getClientRects().length > 0) say('control without use', e);
  return bad;
}
"""

# The frames that fold in one diagram: the switches of the picture that is shown, in their order.
FOLDS = """
diagram => [...diagram.querySelectorAll('.fold-state:not([hidden]) .fold')].map(e => ({
  id: e.id, role: e.getAttribute('role'), open: e.getAttribute('aria-expanded') === 'true',
  name: e.getAttribute('aria-label'), stop: e.tabIndex === 0, focused: document.activeElement === e,
}))
"""

# What belongs together, as the links say: of each node that the keyboard stops at, itself and its peers
# as far as they are seen.
PEERS = """
figure => [...figure.querySelectorAll('a.peer')].filter(e => !e.closest('[hidden]')).map(e => ({
  own: e.firstElementChild.id, stop: e.tabIndex === 0, name: e.getAttribute('aria-label'),
  target: decodeURIComponent(e.getAttribute('href').slice(1)), peers: e.dataset.peers.split(' '),
}))
"""

# Elements that are wider than the window and do not lie in a box that scrolls by itself.
TOO_WIDE = """
() => document.documentElement.scrollWidth <= innerWidth ? [] :
  [...document.querySelectorAll('body *')].filter(e => {
    if (e.getBoundingClientRect().right <= innerWidth + 1) return false;
    for (let box = e.parentElement; box; box = box.parentElement)
      if (getComputedStyle(box).overflowX !== 'visible') return false;
    return true;
  }).map(e => e.outerHTML.slice(0, 80)).concat('page is ' + document.documentElement.scrollWidth + ' px wide').slice(0, 4)
"""

OUTLINE = """
() => ({
  lang: document.documentElement.lang, title: document.title,
  levels: [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(e => Number(e.tagName[1])),
  mains: document.querySelectorAll('main').length,
  ids: [...document.querySelectorAll('[id]')].map(e => e.id),
  links: [...document.querySelectorAll('a[href]')].map(e => new URL(e.getAttribute('href'), location.href).href),
  current: [...document.querySelectorAll('nav [aria-current="page"]')].map(e => e.href),
  next: document.querySelector('.way-on .next')?.href ?? null,
  previous: document.querySelector('.way-on .previous')?.href ?? null,
  unnamed: [...document.querySelectorAll('.scroll, nav, button, input, [role=group], svg[role=img]')]
    .filter(e => !(e.getAttribute('aria-label') || e.getAttribute('aria-labelledby') || e.textContent.trim() || e.labels?.length))
    .map(e => e.outerHTML.slice(0, 80)),
  inline: [...document.querySelectorAll('style, [style], script:not([src]):not([type="application/json"])')]
    .map(e => e.outerHTML.slice(0, 80)),
})
"""
