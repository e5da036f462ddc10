// @ts-check
// Looks things up in the index beside the search page: docs/en/search-format.md. Without this script the page leads to lists.

/** @typedef {{high: number, low: number, ids?: Uint32Array, file?: string}} Part */
/** @typedef {{level: number, form: string, count: number, parts: Part[], weight: number}} List */
/** @typedef {{lists: List[], count: number}} Slot */
/** @typedef {[title: string, url: string, kind: number, date: string, note: string, summary: string]} Row */
/** @typedef {[number, number][]} Runs */
/** @typedef {{name: string, title: string, values: [id: string, title: string, count: number, runs: Runs | null][]}} Facet */
/** @typedef {{version: number, edition: string, documents: number, block: number, part: number, shards: number, kinds: string[], facets: Facet[], stop: string[]}} Manifest */
/** @typedef {{rows: Row[], total: number, complete: boolean, marks: string[], instead: string, missing: string[]}} Answer */
/** @typedef {{chosen?: Record<string, string>, byDate?: boolean, want?: number, show?: (answer: Answer) => void}} Options */

/** Lower case, no marks, đ as d. */
export const fold = (/** @type {string} */ text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/đ/g, "d");
/** The words of a text, as written but in lower case. */
export const words = (/** @type {string} */ text) =>
  text.normalize("NFC").toLowerCase().split(/[^\p{Alphabetic}\p{N}]+/u).filter(Boolean).map((word) => [...word].slice(0, 32).join(""));

/** What is left of a word typed in Telex where no keyboard read it: "ddawcj" is "dac". */
export const telex = (/** @type {string} */ word) =>
  word.replace(/dd/g, "d").replace(/([aeo])\1/g, "$1").replace(/([aou])w/g, "$1").replace(/w/g, "u")
    .replace(/([aeiouy][a-z]*)[sfrxj]$/, "$1").replace(/([aeiouy])[sfrxj]/, "$1");

/** A text that says how much it shares with the one before. */
const after = (/** @type {string} */ before, /** @type {string} */ more) => before.slice(0, more.charCodeAt(0) - 48) + more.slice(1);

/** Whether one letter too many, too few, another or two in the wrong order is all between two words. */
export function near(/** @type {string} */ a, /** @type {string} */ b) {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  const [x, y] = [a.slice(at), b.slice(at)];
  const [more, less] = [x.slice(1), y.slice(1)];
  return more === less || more === y || less === x || x[0] + x[1] === y[1] + y[0] && x.slice(2) === y.slice(2);
}

/** This many parts are read for one search. */
const MOST = 48;

/**
 * Opens an index. `get` gives the bytes of a file of it, `unpack` undoes raw DEFLATE that may repeat what stood `before`.
 * @param {(path: string, edition: string) => Promise<Uint8Array>} get
 * @param {(bytes: Uint8Array, before?: Uint8Array) => Promise<Uint8Array>} unpack
 */
export async function open(get, unpack) {
  /** @type {Map<string, Promise<any>>} */
  const kept = new Map();
  /** @returns {never} */
  const fault = () => { throw Error("fault"); };
  const text = (/** @type {Uint8Array} */ bytes) => new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  const load = (/** @type {string} */ path, /** @type {(bytes: Uint8Array) => any} */ read) => {
    const known = kept.get(path) ?? get(path, about.edition).then(read);
    kept.set(path, known);
    known.catch(() => kept.delete(path));
    return known;
  };
  const name = (/** @type {number} */ number) => number.toString(16).padStart(4, "0").replace(/..$/, "/$&");
  /** @type {Manifest} */
  const about = JSON.parse(text(await get("index.json", "")));
  if (about.version !== 2) fault();
  const { documents, block, part: PART, shards, facets } = about;

  /** Reads bits, and lists made of them, one after the other. */
  function reader(/** @type {Uint8Array} */ bytes) {
    let [at, held, left] = [0, 0, 0];
    const bits = (/** @type {number} */ count) => {
      let value = 0;
      for (; count > 0; count -= 1) {
        if (!left) [held, left] = [bytes[at++] ?? fault(), 8];
        value = value * 2 + ((held >> --left) & 1);
      }
      return value;
    };
    const below = (/** @type {number} */ size) => {
      const long = 32 - Math.clz32(size - 1);
      const short = 2 ** long - size;
      let value = bits(long - 1);
      if (long && value >= short) value = value * 2 + bits(1) - short;
      return (value + ((size - short) >> 1)) % size;
    };
    return {
      /** Bytes after their length. */
      bytes: () => {
        const length = bits(24);
        return bytes.subarray(at, (at += length));
      },
      /** Ids from the highest down, none lower than `low`. */
      ids: (/** @type {number} */ count, /** @type {number} */ low, high = low + below(documents - low)) => {
        const ids = new Uint32Array(count);
        ids[0] = high;
        const between = (/** @type {number} */ from, /** @type {number} */ to, /** @type {number} */ low, /** @type {number} */ high) => {
          if (from >= to) return;
          const middle = (from + to) >> 1;
          const least = low + to - 1 - middle;
          const id = (ids[middle] = least + below(high - middle + from - least + 1));
          between(from, middle, id + 1, high);
          between(middle + 1, to, low, id - 1);
        };
        between(1, count, low, high - 1);
        return ids;
      },
      end: () => { if (at !== bytes.length) fault(); },
    };
  }

  /** @returns {Promise<List[]>} the lists of a folded term */
  async function term(/** @type {string} */ term) {
    let hash = 0x811c9dc5;
    const key = /\p{N}/u.test(term) ? [...term].slice(0, -2).join("") : term;
    for (const byte of new TextEncoder().encode(key)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
    const shard = name(hash % shards);
    const terms = await load(`t/${shard}.bin`, async (bytes) => {
      const lists = reader(bytes);
      const lines = text(await unpack(lists.bytes())).split("\n");
      if (lines.pop()) fault();
      const terms = new Map();
      let [before, file] = ["", 0];
      for (const line of lines) {
        const [more, ...of] = line.split("\t");
        before = after(before, more);
        terms.set(before, (of[0] ? of : ["1,1"]).map((list) => {
          const [count, level, form, ...highs] = list.split(",");
          const lows = [...highs.map((high) => +high + 1), 0];
          /** @type {Part[]} */
          const parts = highs.map((high, at) => ({ high: +high, low: lows[at + 1], file: `t/${shard}-${file++}.bin` }));
          const rest = +count % PART;
          const ids = rest && lists.ids(rest, lows[0]);
          if (ids) parts.unshift({ high: ids[0], low: lows[0], ids });
          return { level: +level, form: form || before, count: +count, parts, weight: 1 };
        }));
      }
      lists.end();
      return terms;
    });
    return terms.get(term) ?? [];
  }

  let loaded = 0;
  async function fill(/** @type {Part} */ part) {
    if (part.ids) return;
    loaded += 1;
    part.ids = await load(/** @type {string} */ (part.file), (bytes) => {
      const from = reader(bytes);
      const ids = from.ids(PART, part.low, part.high);
      from.end();
      return ids;
    });
  }

  const holding = (/** @type {List} */ list, /** @type {number} */ id) => list.parts.find((part) => part.high >= id && part.low <= id);
  const has = (/** @type {List} */ list, /** @type {number} */ id) => holding(list, id)?.ids?.includes(id);

  /** How well a form suits what was typed: letters without marks suit any. */
  function suits(/** @type {string} */ typed, /** @type {string} */ form) {
    const written = [...form];
    return typed === form ? 1 : [...typed].every((letter, at) => letter === written[at] || letter === fold(`${written[at]}`)) ? 0.97 : 0.5;
  }

  /** The lists of some forms of a term; `any`: of all. */
  async function slot(/** @type {string[]} */ typed, /** @type {boolean} */ any) {
    const lists = [];
    for (const word of typed) {
      for (const list of await term(fold(word))) {
        const suit = suits(word, list.form);
        if (any || suit > 0.9) lists.push({ ...list, weight: suit * [1, 0.8, 0.5][list.level] * (word === typed[0] ? 1 : 0.9) });
      }
    }
    lists.sort((a, b) => b.weight - a.weight);
    return { lists, count: lists.reduce((sum, list) => sum + list.count, 0) };
  }

  /**
   * Documents that are in every slot, from the newest, until there are enough. Adds them to `hits` with their scores.
   * @param {Slot[]} slots @param {Runs} runs @param {List[]} narrow @param {number} want
   * @param {Map<number, number>} hits @param {number} base
   */
  async function search(slots, runs, narrow, want, hits, base) {
    if (!slots[0] || slots.some((slot) => !slot.lists[0])) return true;
    const [driver, ...others] = [...slots].sort((a, b) => a.count - b.count);
    const enough = () => hits.size >= want || loaded > MOST;
    const inside = (/** @type {number} */ low, /** @type {number} */ high) => runs.some(([from, to]) => low <= to && high >= from);
    const parts = driver.lists.flatMap((list) => list.parts.map((part) => ({ part, list })));
    parts.sort((a, b) => b.part.high - a.part.high);
    for (const { part, list } of parts) {
      if (!inside(part.low, part.high)) continue;
      if (enough()) return false;
      await fill(part);
      const ids = /** @type {Uint32Array} */ (part.ids).filter((id) => inside(id, id));
      for (let start = 0; start < ids.length; start += 128) {
        if (start && enough()) return false;
        const batch = ids.slice(start, start + 128);
        const wanted = new Set();
        for (const other of [...others.flatMap((slot) => slot.lists), ...narrow]) {
          for (const id of batch) wanted.add(holding(other, id));
        }
        wanted.delete(undefined);
        await Promise.all([...wanted].map(fill));
        for (const id of batch) {
          if (!narrow.every((list) => has(list, id))) continue;
          let score = list.weight;
          for (const other of others) {
            const best = other.lists.find((list) => has(list, id));
            score = best ? score + best.weight : NaN;
          }
          score = base + Math.round((score / slots.length) * 50) / 50;
          if (score > (hits.get(id) ?? -1)) hits.set(id, score);
        }
      }
    }
    return true;
  }

  const [list, often] = text(await load("words.bin", (bytes) => unpack(bytes))).split("\n\n");
  const dictionary = new TextEncoder().encode(often);
  const common = new Map(list.split("\n").map((line) => [line.slice(0, -1), line.charCodeAt(line.length - 1)]));
  const commonest = (/** @type {(word: string) => boolean} */ like, /** @type {number} */ most) =>
    [...common].filter(([word]) => like(word)).sort((a, b) => b[1] - a[1]).slice(0, most).map(([word]) => word);

  /** A word of the index for one that is not in it; nothing when none is near. */
  async function mended(/** @type {string} */ word) {
    const plain = fold(word);
    const typed = telex(plain);
    if (typed !== plain && common.has(typed)) return [typed];
    for (let cut = 2; cut < plain.length - 1; cut += 1) {
      const pair = [plain.slice(0, cut), plain.slice(cut)];
      if (pair.every((half) => common.has(half)) && (await term(pair.join(" ")))[0]) return pair;
    }
    return plain.length > 3 && !/\p{N}/u.test(plain) ? commonest((other) => near(plain, other), 1) : [];
  }

  const meet = (/** @type {Runs} */ some, /** @type {Runs} */ others) => some.flatMap(([a, b]) =>
    others.map(([c, d]) => /** @type {[number, number]} */ ([Math.max(a, c), Math.min(b, d)]))).filter(([a, b]) => a <= b);

  /** @returns {Promise<Row[]>} what is shown of some documents */
  const rows = (/** @type {number[]} */ ids) => Promise.all(ids.map(async (id) => {
    const columns = await load(`d/${name(Math.floor(id / block))}.bin`, async (bytes) => {
      const columns = JSON.parse(text(await unpack(bytes, dictionary)));
      let url = "";
      columns[1] = columns[1].map((/** @type {string} */ more) => (url = after(url, more)));
      return columns;
    });
    return columns.map((/** @type {any[]} */ column) => column[id % block]);
  }));

  /**
   * Looks something up. `show` gets the four that fill the screen of a phone, while the rest is on its way.
   * @param {string} query @param {Options} [options]
   * @returns {Promise<Answer>}
   */
  async function find(query, { chosen = {}, byDate = false, want = 10, show } = {}) {
    loaded = 0;
    const typed = words(query).filter((word) => !about.stop.includes(word) || word === fold(word)).slice(0, 12);
    const bare = new Set(about.stop.map(fold));
    const missing = [];
    /** @type {string[]} */
    let said = [];
    let ahead = /** @type {string[]} */ ([]);
    await Promise.all(typed.map((word) => bare.has(word) || common.has(fold(word)) || term(fold(word))));
    for (const [at, word] of typed.entries()) {
      const last = !typed[at + 1];
      const plain = fold(word);
      if (last) ahead = commonest((other) => other.startsWith(plain) && other !== plain, 4);
      if (bare.has(word) || common.has(plain) || (last && ahead[0]) || (await term(plain))[0]) said.push(word);
      else {
        const instead = await mended(word);
        if (!instead[0]) missing.push(word);
        said.push(...instead);
      }
    }
    // "ro le" is "rơle" to whoever types it.
    const joins = said.flatMap((word, at) => at && common.has(fold(said[at - 1] + word)) ? [said.toSpliced(at - 1, 2, said[at - 1] + word)] : []);
    // Without its marks a word may be one of those that are left out, or another.
    const must = (/** @type {string[]} */ plan) => {
      const words = plan.filter((word) => !bare.has(word));
      return words[0] ? words : plan;
    };
    const lean = must(said);
    const fewer = lean.length < said.length ? [lean, ...said.flatMap((word, at) => (bare.has(word) ? [said.toSpliced(at, 1)] : []))] : [];
    const plans = [said, ...joins, ...fewer];
    const pairs = (/** @type {string[]} */ plan) => plan.slice(1).map((word, at) => [`${plan[at]} ${word}`]);
    const single = (/** @type {string[]} */ plan) => must(plan).map((word) => [word]);
    const onward = (/** @type {string[]} */ plan) => single(plan).map((word, at, all) => (all[at + 1] ? word : [...word, ...ahead]));
    const without = (/** @type {string[]} */ plan) => single(plan).map((_, at, all) => all.toSpliced(at, 1));

    /** @type {Runs} */
    let runs = [[0, documents]];
    /** @type {List[]} */
    const narrow = [];
    for (const { name, values } of facets) {
      const id = chosen[name];
      if (!id) continue;
      const value = values.find((value) => value[0] === id);
      const of = value ? value[3] : [];
      if (of) runs = meet(runs, of);
      else narrow.push(...(await term(`@${name}/${id}`)));
    }

    /** @type {Map<number, number>} */
    const hits = new Map();
    let [complete, partial] = [true, `${said}` !== `${typed}`];
    /** Goes on to what suits less as long as there is not enough. */
    async function tiers(/** @type {Runs} */ within, /** @type {number} */ enough) {
      const tier = async (/** @type {string[][][]} */ all, /** @type {boolean} */ any, /** @type {number} */ base) => {
        // Each way to read the query has its turn.
        for (const typed of hits.size < enough ? all : []) {
          const slots = await Promise.all(typed.map((words) => slot(words, any)));
          if (!(await search(slots, within, narrow, hits.size + enough, hits, base))) complete = false;
        }
        if (hits.size >= enough) complete = false;
      };
      for (const any of [false, true]) {
        const base = any ? 4 : 6;
        await tier(plans.map(pairs), any, base);
        await tier(plans.map(single), any, base - 1);
      }
      if (ahead[0]) await tier(plans.map(onward), true, 2);
      if (!hits.size) {
        await tier(plans.flatMap(without), true, 0);
        partial = hits.size > 0;
      }
    }
    /** @type {number[]} */
    let ids = [];
    if (byDate) {
      // Ids are chronological within a kind: the newest of each, then by day.
      const kinds = facets.find(({ name }) => name === "loai")?.values.map((value) => value[3] ?? []) ?? [[[0, documents]]];
      for (const kind of /** @type {Runs[]} */ (kinds)) {
        const before = hits.size;
        const within = meet(kind, runs);
        if (within[0]) await tiers(within, before + want);
        ids.push(...[...hits.keys()].slice(before).sort((a, b) => b - a).slice(0, want));
      }
    } else {
      await tiers(runs, want);
      ids = [...hits].sort((a, b) => b[1] - a[1] || b[0] - a[0]).slice(0, want).map(([id]) => id);
    }
    const alone = !said[1] && !facets.some(({ name }) => chosen[name]);
    const every = alone ? (await slot(said, true)).lists : [];
    const marks = plans.flatMap(must).map(fold);
    const answer = { rows: /** @type {Row[]} */ ([]), total: Math.max(hits.size, ...every.map((list) => list.count)), complete, marks, instead: partial ? said.join(" ") : "", missing };
    if (want < 11 && !byDate && ids[4]) show?.({ ...answer, rows: await rows(ids.slice(0, 4)) });
    const shown = await rows(ids);
    return { ...answer, rows: byDate ? shown.sort((a, b) => b[3].localeCompare(a[3])).slice(0, want) : shown };
  }
  return { about, find };
}

/** The page: a form, choices, a count, a list. */
function start() {
  const at = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(`search-${id}`));
  const [form, choices, count, list, more, browse] = ["form", "facets", "count", "list", "more", "browse"].map(at);
  const input = /** @type {HTMLInputElement} */ (/** @type {any} */ (form).q);
  const say = /** @type {Record<string, string>} */ (count.dataset);
  const { root, index } = /** @type {{root: string, index: string}} */ (list.dataset);
  const lang = document.documentElement.lang;
  const title = document.title;
  const make = (/** @type {string} */ tag, /** @type {(Node | string)[]} */ ...children) => {
    const node = document.createElement(tag);
    node.append(...children);
    return node;
  };

  async function get(/** @type {string} */ path, /** @type {string} */ edition) {
    const answer = await fetch(index + path + (edition && `?v=${edition}`), edition ? {} : { cache: "no-cache" });
    if (!answer.ok) throw answer;
    return new Uint8Array(await answer.arrayBuffer());
  }

  async function unpack(/** @type {Uint8Array} */ bytes, /** @type {Uint8Array} */ before = new Uint8Array()) {
    const stream = new DecompressionStream("deflate-raw");
    const writer = stream.writable.getWriter();
    const size = before.length;
    // What stood before goes first, as a block that is not packed (RFC 1951, 3.2.4).
    const head = Uint8Array.of(0, size, size >> 8, ~size, ~size >> 8);
    // Who reads hears of problems.
    Promise.allSettled([...[head, before, bytes].map((part) => writer.write(/** @type {BufferSource} */ (part))), writer.close()]);
    return new Uint8Array(await new Response(stream.readable).arrayBuffer()).subarray(size);
  }

  /** The words that were looked for, marked; a text is never read as markup. */
  function marked(/** @type {string} */ text, /** @type {string[]} */ marks) {
    const hit = (/** @type {string} */ part, plain = fold(part)) => marks.some((mark) => plain.startsWith(mark));
    return make("span", ...text.split(/([\p{Alphabetic}\p{N}]+)/u).map((part, at) => (at % 2 && hit(part) ? make("mark", part) : part)));
  }

  function item(/** @type {Row} */ [title, url, kind, date, note, summary], /** @type {string[]} */ marks, /** @type {Manifest} */ about) {
    const link = Object.assign(make("a", marked(title, marks)), { href: root + url });
    const day = lang === "vi" ? date.split("-").reverse().join("/") : date && new Date(date).toLocaleDateString(lang, { dateStyle: "long", timeZone: "UTC" });
    const line = (/** @type {string} */ className, /** @type {Node | string} */ text) => Object.assign(make("p", text), { className });
    return make("li", line("kicker", [about.kinds[kind], day].filter(Boolean).join(" · ")), make("h3", link),
      ...(note ? [line("meta", marked(note, marks))] : []), ...(summary ? [make("p", marked(summary, marks))] : []));
  }

  /** @type {ReturnType<typeof open> | null} */
  let opened = null;
  let want = 10;
  let turn = 0;
  const fill = (/** @type {string} */ text, /** @type {number} */ n, /** @type {string} */ q) =>
    text.replace("{n}", n.toLocaleString(lang)).replace("{q}", () => q);

  function empty(/** @type {(Node | string)[]} */ ...said) {
    list.replaceChildren();
    count.replaceChildren(...said);
    more.hidden = true;
  }

  async function run() {
    const mine = ++turn;
    const asked = new URLSearchParams(location.search);
    const query = (asked.get("q") ?? "").normalize("NFC").trim().slice(0, 200);
    input.value = query;
    document.title = (query && `${query} | `) + title;
    const some = [...asked.values()].some((value) => value.trim());
    browse.hidden = some;
    if (!some) return empty();
    // Only who waits is reported so.
    const wait = setTimeout(() => (count.textContent = say.busy), 200);
    try {
      const { about, find } = await (opened ??= open(get, unpack));
      const { facets } = about;
      if (!choices.firstChild) {
        const sorts = /** @type {Facet} */ ({ name: "xep", title: say.sort, values: [["ngay", say.newest, 0, null]] });
        for (const { name, title, values } of [...facets, sorts]) {
          const select = /** @type {HTMLSelectElement} */ (make("select", new Option(name === "xep" ? say.best : say.all, "")));
          for (const [id, label] of values) select.add(new Option(label, id));
          select.name = name;
          select.onchange = () => /** @type {HTMLFormElement} */ (form).requestSubmit();
          choices.append(make("label", make("span", title), select));
        }
      }
      for (const select of choices.querySelectorAll("select")) select.value = asked.get(select.name) ?? "";
      let shown = 0;
      const show = (/** @type {Answer} */ { rows, total, complete, marks, instead, missing }) => {
        if (mine !== turn) return;
        const items = rows.slice(shown).map((row) => item(row, marks, about));
        if (shown) return list.append(...items);
        shown = rows.length;
        const size = complete ? [say.none, say.one][total] ?? say.many : say.over;
        const notes = [fill(size, total, instead || query), instead && fill(say.instead, 0, query), missing[0] && fill(say.missing, 0, missing.join(" "))];
        count.textContent = notes.filter(Boolean).join(" ");
        list.replaceChildren(...items);
        more.hidden = complete && total <= want;
        browse.hidden = total > 0;
      };
      show(await find(query, { chosen: Object.fromEntries(asked), byDate: asked.get("xep") === "ngay", want, show }));
    } catch (error) {
      if (mine !== turn) return;
      opened = null;
      empty(say.failed, " ", Object.assign(make("button", say.retry), { onclick: run }));
      browse.hidden = false;
    } finally {
      clearTimeout(wait);
    }
  }

  const anew = () => {
    want = 10;
    run();
  };
  form.onsubmit = (event) => {
    event.preventDefault();
    const fields = [...new FormData(/** @type {HTMLFormElement} */ (form))].filter(([, value]) => value);
    history.pushState(null, "", `?${new URLSearchParams(/** @type {[string, string][]} */ (fields))}`);
    anew();
  };
  more.onclick = async () => {
    const seen = list.children.length;
    want += 10;
    await run();
    list.children[seen]?.querySelector("a")?.focus();
  };
  addEventListener("popstate", anew);
  addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const stops = [input, ...list.querySelectorAll("a")];
    const now = stops.indexOf(/** @type {HTMLInputElement} */ (document.activeElement));
    const next = step && now >= 0 && stops[now + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
  run();
}

if (globalThis.document) start();
