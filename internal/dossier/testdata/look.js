// What a reader of a page sees, as a list of faults. The test runs it in the page
// through the browser's tools; nothing of it is part of a dossier.
(() => {
  const faults = [];
  const root = document.documentElement;
  const short = s => JSON.stringify(s.replace(/\s+/g, " ").trim().slice(0, 60));

  // Each text that is not white space, with the element that it stands in. Heads of
  // tables that are stacked on a small screen are told by each cell instead.
  const texts = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const node = walk.currentNode, at = node.parentElement;
    if (!node.data.trim()) continue;
    if (at.tagName === "TH" && getComputedStyle(at.closest("thead")).display === "none") continue;
    texts.push([node, at]);
  }

  if (!document.title.trim()) faults.push("no title");
  if (!root.lang) faults.push("no language");
  if (document.querySelectorAll("h1").length !== 1) faults.push("not one h1");
  let level = 0;
  for (const h of document.querySelectorAll("h1, h2, h3, h4, h5, h6")) {
    const now = +h.tagName[1];
    if (now > level + 1) faults.push("headings: " + short(h.textContent) + " skips a level");
    level = now;
  }

  for (const e of document.querySelectorAll("*")) {
    if (/^(SCRIPT|IFRAME|FRAME|OBJECT|EMBED|IMG|SVG|VIDEO|AUDIO|LINK|FORM|INPUT|BUTTON|BASE)$/i.test(e.tagName)) faults.push("element " + e.tagName);
    for (const a of e.attributes) if (/^on/i.test(a.name)) faults.push("handler " + a.name);
  }

  for (const a of document.querySelectorAll("a")) {
    const href = a.getAttribute("href");
    if (!href.startsWith("#")) {
      if (!/^https?:\/\//.test(href)) faults.push("link " + short(href));
      continue;
    }
    location.hash = href;
    const target = document.querySelector(":target");
    const box = target && target.getBoundingClientRect();
    if (!box || !box.height || box.bottom <= 0 || box.top >= innerHeight) faults.push("anchor " + href + " leads nowhere");
  }
  scrollTo(0, 0);

  if (root.scrollWidth > innerWidth) faults.push("scroll: the page is " + root.scrollWidth + " wide, the window " + innerWidth);
  for (const e of document.querySelectorAll("body *")) {
    const style = getComputedStyle(e);
    if (style.display !== "inline" && style.overflowX !== "visible" && e.scrollWidth > e.clientWidth + 1) faults.push("scroll: inside " + e.tagName + " " + short(e.textContent));
    if (style.overflowY !== "visible" && e.scrollHeight > e.clientHeight + 1) faults.push("scroll: cut off in " + e.tagName + " " + short(e.textContent));
  }

  // Colours as numbers; a background that is not opaque lies on its parent's.
  const rgb = s => (s.match(/[\d.]+/g) || []).map(Number);
  const light = c => {
    const [r, g, b] = c.slice(0, 3).map(v => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = e => {
    for (; e; e = e.parentElement) {
      const c = rgb(getComputedStyle(e).backgroundColor);
      if (c.length === 3 || c[3] === 1) return c;
      if (c[3] > 0) return [NaN, NaN, NaN]; // not reckoned: a fault
    }
    return [255, 255, 255];
  };
  for (const [node, at] of texts) {
    const style = getComputedStyle(at);
    const ink = rgb(style.color), a = light(ink), b = light(ground(at));
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (!(ratio >= 4.5) || ink[3] < 1) faults.push("contrast " + ratio.toFixed(2) + " of " + short(node.data));
    if (parseFloat(style.fontSize) < 10.5) faults.push("small: " + short(node.data));
    const range = document.createRange();
    range.selectNodeContents(node);
    if (at.tagName === "TH") for (const word of node.data.matchAll(/\S+/g)) {
      const part = document.createRange();
      part.setStart(node, word.index);
      part.setEnd(node, word.index + word[0].length);
      if (new Set([...part.getClientRects()].map(r => r.top)).size > 1) faults.push("broken: the head " + word[0]);
    }
    const box = range.getBoundingClientRect();
    const left = box.left + scrollX, right = box.right + scrollX, top = box.top + scrollY;
    if (!box.width || !box.height || left < 0 || right > innerWidth + 1 || top < 0 || style.visibility !== "visible" || style.opacity < 1) faults.push("unseen: " + short(node.data));
  }
  return faults;
})()
