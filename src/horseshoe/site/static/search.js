/* Searches the published index in the page, as site/search.py does on a server: the same words, weights and order. */
"use strict";
(() => {
  const form = document.getElementById("search"), told = form.dataset, field = form.elements.q;
  const fold = text => (text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().match(/[\p{L}\p{N}]+/gu) || []).join(" ");
  const split = text => text ? text.split(" ") : [];
  const add = (map, key, at) => map.has(key) ? map.get(key).push(at) : map.set(key, [at]);
  let known;

  const made = index => {
    const { name, about, more } = index.weights, exact = new Map(), holders = new Map();
    const things = index.things.map(([kind, address, label, says, subject = "", names = "", words = "", rest = "", day = ""], at) => {
      const all = names.split("|"), put = (weight, text) => split(text).forEach(word => {
        if (!holders.has(word)) holders.set(word, new Map());
        holders.get(word).set(at, weight);
      });
      all.forEach(each => add(exact, each, at));
      if (day) {
        const [year, month, date] = day.split("-");
        add(exact, `${year} ${month} ${date}`, at);
        split(index.months[month - 1]).forEach(each => add(exact, `${+date} ${each} ${year}`, at));
      }
      put(more, `${rest} ${fold(subject)}`);
      put(about, words);
      all.forEach(each => put(name, each));
      return { kind, address, label, says, subject, day };
    });
    return { ...index, exact, holders, things, passed: new Set(index.passed), vocabulary: [...holders.keys()] };
  };

  const holding = (word, alone) => {
    const held = known.holders.get(word);
    if ((held && /^\d+$/.test(word)) || (word.length === 1 && !alone)) return held || new Map();
    const found = new Map(held);
    for (const other of known.vocabulary) {
      if (other === word || !other.startsWith(word)) continue;
      for (const [at, weight] of known.holders.get(other)) {
        const counts = weight * known.weights.begins;
        if (counts > (found.get(at) || 0)) found.set(at, counts);
      }
    }
    return found;
  };

  const distance = (one, other) => { // of Damerau and Levenshtein, neighbours swapped counting once
    let two = [], last = [...Array(other.length + 1).keys()];
    for (let i = 1; i <= one.length; i++) {
      const row = [i];
      for (let j = 1; j <= other.length; j++) {
        const same = one[i - 1] === other[j - 1] ? 0 : 1;
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + same);
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) row[j] = Math.min(row[j], two[j - 2] + 1);
      }
      two = last;
      last = row;
    }
    return last[other.length];
  };

  const alike = word => {
    if (word.length < 4 || /^\d+$/.test(word)) return null;
    let best = null, high = [known.weights.alike, 0, 0];
    for (const other of known.vocabulary) {
      const long = Math.max(word.length, other.length);
      if (Math.abs(word.length - other.length) > long * (1 - known.weights.alike)) continue;
      const likeness = 1 - distance(word, other) / long;
      if (likeness < high[0]) continue;
      const held = known.holders.get(other), rank = [likeness, Math.max(...held.values()), held.size];
      const by = rank.findIndex((value, at) => value !== high[at]);
      if (by >= 0 && rank[by] > high[by]) [best, high] = [other, rank];
    }
    return best;
  };

  const named = words => {
    const left = [...words], found = [];
    for (let size = words.length; size > 0; size--) for (let start = 0; start + size <= left.length; start++) {
      const part = left.slice(start, start + size);
      if (part.includes("") || (size === 1 && known.passed.has(part[0]))) continue;
      const own = (known.exact.get(part.join(" ")) || []).filter(at => known.things[at].kind < 3);
      if (own.length) { found.push(...own); left.fill("", start, start + size); }
    }
    return found;
  };

  const nextTo = folded => {
    const [, series, number] = folded.match(/^(.+) (\d{1,6})$/) || [];
    if (!series || known.exact.has(folded)) return [];
    const near = [];
    for (const [name, held] of known.exact) {
      const last = name.startsWith(`${series} `) && name.slice(series.length + 1);
      if (last && /^\d{1,6}$/.test(last)) near.push([Math.abs(last - number), last, held[0]]);
    }
    return near.sort((a, b) => a[0] - b[0] || (a[1] < b[1] ? -1 : 1)).slice(0, 3).map(each => each[2]);
  };

  const search = text => {
    const folded = fold(text.slice(0, known.longest)), words = split(folded).map(word => known.same[word] || word);
    const bare = words.filter(word => !known.passed.has(word));
    const wanted = [...new Set((bare.length ? bare : words).slice(0, known.words))];
    const exact = [...new Set([folded, words.join(" ")].flatMap(name => known.exact.get(name) || []))];
    const hits = { exact, named: exact.length ? [] : [...new Set(named(split(folded).slice(0, 2 * known.words)))], instead: [], near: [], found: [], whole: true };
    const held = [];
    for (const word of wanted) {
      let own = holding(word, wanted.length === 1), other;
      if (!own.size && (other = alike(word))) {
        hits.instead.push([word, other]);
        own = new Map([...known.holders.get(other)].map(([at, weight]) => [at, weight * known.weights.near]));
      }
      if (own.size) held.push(own); else hits.whole = false;
    }
    const score = new Map(), times = new Map();
    held.forEach(own => own.forEach((weight, at) => { score.set(at, (score.get(at) || 0) + weight); times.set(at, (times.get(at) || 0) + 1); }));
    const most = Math.max(0, ...times.values());
    if (most < held.length) hits.whole = false;
    if (!exact.length) hits.near = nextTo(folded);
    if (hits.near.length) return { ...hits, instead: [] };
    const before = new Set([...exact, ...hits.named]);
    hits.found = exact.length && most < held.length ? [] : [...score.keys()].filter(at => times.get(at) === most && !before.has(at));
    const order = (a, b) => score.get(b) - score.get(a) || known.things[a].kind - known.things[b].kind || (known.things[a].day < known.things[b].day ? 1 : known.things[a].day > known.things[b].day ? -1 : known.things[a].label < known.things[b].label ? -1 : 1);
    hits.found.sort(order);
    return hits;
  };

  const element = (tag, text, own = {}) => Object.assign(document.createElement(tag), { textContent: text, ...own });
  const row = at => {
    const thing = known.things[at], line = element("li", ""), [page, place] = thing.address.split("#");
    line.append(element("a", thing.label, { href: `${told.root}${page || "index"}.html${place ? `#${place}` : ""}` }), " ", element("span", thing.says, { className: "quiet" }));
    if (thing.subject) line.append(element("br", ""), element("span", thing.subject.slice(0, 180), { className: "small", lang: "en" }));
    return line;
  };
  const group = (name, all) => {
    if (!all.length) return "";
    const section = element("section", ""), list = element("ul", "", { className: "hits" }), side = element("div", "");
    list.append(...all.slice(0, known.most).map(row));
    side.append(list);
    if (all.length > known.most) side.append(element("p", told.more.replace("{0}", all.length), { className: "quiet small" }));
    section.append(element("h2", name), side);
    return section;
  };
  const show = text => {
    const hits = search(text), place = document.getElementById("hits"), said = document.getElementById("said");
    const says = hits.instead.map(([word, other]) => told.instead.replace("{0}", word).replace("{1}", other));
    if (hits.near.length) says.push(told.near);
    else if (!hits.exact.length && !hits.named.length && !hits.found.length) says.push(told.nothing);
    else if (!hits.whole && hits.found.length) says.push(told.some);
    said.textContent = says.join(" ");
    said.hidden = !says.length;
    const kinds = [...new Set(hits.found.map(at => known.things[at].kind))];
    const groups = kinds.map(kind => group(known.kinds[kind][1], hits.found.filter(at => known.things[at].kind === kind)));
    const own = group(told.named, hits.named);
    place.replaceChildren(group(told.closest, hits.near), group(told.exact, hits.exact), ...(hits.whole ? [...groups, own] : [own, ...groups]));
  };

  const ask = async () => {
    const text = field.value.trim();
    if (!text) return;
    history.replaceState(null, "", `?q=${encodeURIComponent(text)}`);
    try {
      known = known || made(await (await fetch(told.index)).json());
    } catch {
      Object.assign(document.getElementById("said"), { textContent: told.failed, hidden: false });
      return;
    }
    show(text);
  };
  form.addEventListener("submit", event => { event.preventDefault(); ask(); });
  field.value = new URLSearchParams(location.search).get("q") || "";
  ask();
})();
