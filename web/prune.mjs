// Takes out of a style sheet what this application cannot use: the optional
// high-contrast colour mode (forced-colors does that job here), and custom
// properties that nothing refers to. KRDS generates some 3,000 of them.

/** Splits CSS into top-level items: [prelude, body] for blocks, [text] for statements. */
function items(css) {
  const found = [];
  let start = 0;
  for (let i = 0; i < css.length; i++) {
    const c = css[i];
    if (c === '"' || c === "'") {
      for (i++; css[i] !== c; i++) if (css[i] === "\\") i++;
    } else if (c === "(") {
      let depth = 1;
      for (i++; depth > 0; i++) {
        if (css[i] === "(") depth++;
        else if (css[i] === ")") depth--;
      }
      i--;
    } else if (c === ";") {
      found.push([css.slice(start, i).trim()]);
      start = i + 1;
    } else if (c === "{") {
      const prelude = css.slice(start, i).trim();
      let depth = 1;
      const from = i + 1;
      for (i++; depth > 0; i++) {
        if (css[i] === '"' || css[i] === "'") {
          const quote = css[i];
          for (i++; css[i] !== quote; i++) if (css[i] === "\\") i++;
        } else if (css[i] === "{") depth++;
        else if (css[i] === "}") depth--;
      }
      found.push([prelude, css.slice(from, i - 1)]);
      i--;
      start = i + 1;
    }
  }
  if (css.slice(start).trim()) found.push([css.slice(start).trim()]);
  return found;
}

function selectors(prelude) {
  const parts = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i < prelude.length; i++) {
    if (prelude[i] === "(") depth++;
    else if (prelude[i] === ")") depth--;
    else if (prelude[i] === "," && depth === 0) {
      parts.push(prelude.slice(start, i).trim());
      start = i + 1;
    }
  }
  parts.push(prelude.slice(start).trim());
  return parts;
}

/** Selectors of variants that no macro prints. */
const unused = [
  /\[data-krds-mode/,
  /\.krds-btn(\.[a-z-]+)*\.(xsmall|xlarge|icon|border)\b/,
  /\.krds-badge\.(outline-|bg-light-|number|dot|small|large)/,
  /\.krds-input\.(small|xlarge)/,
  /\.krds-form-select\.(small|xlarge|sort|medium-sort)/,
  /\.(keyword-sch|btn-ico-wrap|btn-delete-input|datepicker|calendar-conts|krds-calendar|img|bg-img|krds-form-chip|chip-wrap|mob-scroll|svg-icon|krds-form-toggle)\b/,
];

function tree(css) {
  const kept = [];
  for (const [prelude, body] of items(css)) {
    if (body === undefined) {
      kept.push({ text: prelude });
    } else if (/^@(media|supports)/.test(prelude)) {
      const inner = tree(body);
      if (inner.length > 0) kept.push({ prelude, inner });
    } else if (prelude.startsWith("@")) {
      kept.push({ prelude, declarations: [body.trim()], raw: true });
    } else {
      const list = selectors(prelude).filter((s) => !unused.some((pattern) => pattern.test(s)));
      const declarations = items(body).map(([text]) => text);
      if (list.length > 0 && declarations.length > 0) kept.push({ prelude: list.join(","), declarations });
    }
  }
  return kept;
}

function visit(nodes, act) {
  for (const node of nodes) {
    if (node.inner) visit(node.inner, act);
    else if (node.declarations) act(node);
  }
}

function print(nodes) {
  return nodes
    .map((n) => (n.text ? `${n.text};` : `${n.prelude}{${n.inner ? print(n.inner) : n.declarations.join(";")}}`))
    .join("\n");
}

export function prune(css) {
  const nodes = tree(css.replace(/\/\*[\s\S]*?\*\//g, ""));
  for (;;) {
    const used = new Set();
    visit(nodes, (n) => {
      for (const d of n.declarations) for (const [, name] of d.matchAll(/var\(\s*(--[\w-]+)/g)) used.add(name);
    });
    let removed = 0;
    visit(nodes, (n) => {
      if (n.raw) return;
      const before = n.declarations.length;
      n.declarations = n.declarations.filter((d) => !d.startsWith("--") || used.has(d.slice(0, d.indexOf(":")).trim()));
      removed += before - n.declarations.length;
    });
    if (removed === 0) break;
  }
  const drop = (list) =>
    list.filter((n) => {
      if (n.inner) n.inner = drop(n.inner);
      return n.text || (n.inner ? n.inner.length : n.declarations.length) > 0;
    });
  return print(drop(nodes));
}
