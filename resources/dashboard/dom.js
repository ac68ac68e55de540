// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

// Elements are made here and nowhere else. Text stays text: names and what workers print are the
// words of strangers, and nothing on this page is ever parsed as HTML.

export const byId = (id) => document.getElementById(id);

// properties: "class", "on…" (a listener), attributes; null, undefined and false leave one out.
export function make(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === 'function') node.addEventListener(name.slice(2), value);
    else if (name === 'class') node.className = value;
    else node.setAttribute(name, value === true ? '' : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

// What does not change is not touched: selections stay, and screen readers are silent.
export function setText(node, text) {
  const wanted = String(text);
  if (node.textContent !== wanted) node.textContent = wanted;
}

// null: without it.
export function setAttribute(node, name, value) {
  if (value === null) node.removeAttribute(name);
  else if (node.getAttribute(name) !== String(value)) node.setAttribute(name, value);
}

// Brings the children of parent in line with items, in their order. key: of an item, unique.
// create(item) makes { node, update(item) }; kept: Map of what is there, by key; after: a child
// that stays in front of them.
export function reconcile(parent, kept, items, key, create, after = null) {
  const wanted = new Set(items.map(key));
  for (const [name, view] of kept) {
    if (wanted.has(name)) continue;
    view.node.remove();
    kept.delete(name);
  }
  let before = after === null ? parent.firstElementChild : after.nextElementSibling;
  for (const item of items) {
    let view = kept.get(key(item));
    if (!view) kept.set(key(item), (view = create(item)));
    if (view.node === before) before = before.nextElementSibling;
    else parent.insertBefore(view.node, before);
    view.update(item);
  }
}

// At most once a frame, however often it is asked for; in a hidden page it waits.
export function oncePerFrame(work) {
  let asked = false;
  return () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      work();
    });
  };
}
