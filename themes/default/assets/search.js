// @ts-check
// Looks things up in the index beside the search page: docs/search-format.md. Without this script the page leads to lists.

/** @typedef {{high: number, low: number, ids?: Uint32Array, file?: string}} Part */
/** @typedef {{level: number, form: string, count: number, parts: Part[], weight?: number}} List */
/** @typedef {{lists: List[], count: number}} Slot */
/** @typedef {[title: string, url: string, kind: number, date: string, note: string, summary: string]} Row */
/** @typedef {[number, number][]} Runs */
/** @typedef {{name: string, title: string, values: [id: string, title: string, count: number, runs: Runs | null][]}} Facet */
/** @typedef {{version: number, edition: string, documents: number, block: number, part: number, shards: number, kinds: string[], facets: Facet[], stop: string[]}} Manifest */
/** @typedef {{rows: Row[], total: number, complete: boolean, marks: string[], instead: string, missing: string[]}} Answer */
/** @typedef {{chosen?: Record<string, string>, byDate?: boolean, want?: number}} Options */

const bare = (/** @type {string} */ text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
/** Lower case, no marks, đ as d. */
export const fold = (/** @type {string} */ text) => bare(text).replace(/đ/g, "d");
/** The words of a text, as written but in lower case. */
export const words = (/** @type {string} */ text) =>
  text.normalize("NFC").toLowerCase().split(/[^\p{Alphabetic}\p{N}]+/u).filter(Boolean).map((word) => [...word].slice(0, 32).join(""));

/** What is left of a word typed in Telex where no keyboard read it: "ddawcj" is "dac". */
export const telex = (/** @type {string} */ word) =>
  word.replace(/dd/g, "d").replace(/([aeo])\1/g, "$1").replace(/([aou])w/g, "$1").replace(/w/g, "u")
    .replace(/([aeiouy][a-z]*)[sfrxj]$/, "$1").replace(/([aeiouy])[sfrxj]/, "$1");

/** Whether one letter too many, too few, another or two in the wrong order is all between two words. */
export function near(/** @type {string} */ a, /** @type {string} */ b) {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let [i, j] = [a.length, b.length];
  while (i > start && j > start && a[i - 1] === b[j - 1]) [i, j] = [i - 1, j - 1];
  const [x, y] = [a.slice(start, i), b.slice(start, j)];
  return x.length + y.length <= 2 && x.length < 2 && y.length < 2 || x.length === 2 && y === x[1] + x[0];
}

const LEVELS = [1, 0.8, 0.5];
const BATCH = 128;
const MOST_PARTS = 48;

/**
 * Opens an index. `get` gives the bytes of a file of it, `unpack` undoes raw DEFLATE that may repeat what stood `before`.
 * @param {(path: string, edition: string) => Promise<Uint8Array>} get
 * @param {(bytes: Uint8Array, before: Uint8Array) => Promise<Uint8Array>} unpack
 */
export async function open(get, unpack) {
  /** @type {Map<string, Promise<any>>} */
  const kept = new Map();
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const text = (/** @type {Uint8Array} */ bytes) => decoder.decode(bytes);
  const none = new Uint8Array();
  const load = (/** @type {string} */ path, /** @type {(bytes: Uint8Array) => any} */ read, edition = about.edition) => {
    const known = kept.get(path) ?? get(path, edition).then(read);
    kept.set(path, known);
    known.catch(() => kept.delete(path));
    return known;
  };
  const name = (/** @type {number} */ number) => number.toString(16).padStart(4, "0").replace(/(..)$/, "/$1");
  /** @type {Manifest} */
  const about = JSON.parse(text(await get("index.json", "")));
  if (about.version !== 2) throw new Error(`version ${about.version}`);
  const { documents, block, part: PART, shards, facets } = about;

  /** Reads numbers, texts and lists one after the other. */
  function reader(/** @type {Uint8Array} */ bytes) {
    let [at, held, left] = [0, 0, 0];
    const byte = () => {
      if (at >= bytes.length) throw new Error("cut short");
      return bytes[at++];
    };
    const number = () => {
      for (let [value, scale] = [0, 1]; ; scale *= 128) {
        const next = byte();
        value += (next & 127) * scale;
        if (next < 128) return value;
      }
    };
    const bits = (/** @type {number} */ count) => {
      let value = 0;
      for (; count > 0; count -= 1) {
        if (!left) [held, left] = [byte(), 8];
        value = value * 2 + ((held >> --left) & 1);
      }
      return value;
    };
    const below = (/** @type {number} */ size) => {
      if (!(size > 0)) throw new Error("damaged");
      const long = 32 - Math.clz32(size - 1);
      const short = 2 ** long - size;
      let value = bits(long - 1);
      if (long && value >= short) value = value * 2 + bits(1) - short;
      return (value + ((size - short) >> 1)) % size;
    };
    function between(/** @type {Uint32Array} */ ids, /** @type {number} */ from, /** @type {number} */ to, /** @type {number} */ low, /** @type {number} */ high) {
      if (from >= to) return;
      const middle = (from + to) >> 1;
      const least = low + to - 1 - middle;
      const id = (ids[middle] = least + below(high - middle + from - least + 1));
      between(ids, from, middle, id + 1, high);
      between(ids, middle + 1, to, low, id - 1);
    }
    return {
      number,
      bytes: () => {
        const length = number();
        return bytes.subarray(at, (at += length));
      },
      /** Ids from the highest down, none lower than `low`. */
      ids: (/** @type {number} */ count, /** @type {number} */ low, high = -1) => {
        const ids = new Uint32Array(count);
        if (count) between(ids, 1, count, low, (ids[0] = high < 0 ? low + below(documents - low) : high) - 1);
        return ids;
      },
      end: () => { if (at !== bytes.length) throw new Error("too long"); },
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
      const from = reader(await unpack(lists.bytes(), none));
      const terms = new Map();
      let before = new Uint8Array();
      for (let left = from.number(); left > 0; left -= 1) {
        const shared = from.number();
        const rest = from.bytes();
        const whole = new Uint8Array(shared + rest.length);
        whole.set(before.subarray(0, shared));
        whole.set(rest, shared);
        before = whole;
        const term = text(whole);
        const of = [];
        for (let more = 1; more; ) {
          let head = from.number();
          more = head % 2;
          head = (head - more) / 2;
          const level = head % 3;
          head = (head - level) / 3;
          const form = head % 2 ? text(from.bytes()) : term;
          const count = Math.floor(head / 2);
          const full = Math.floor(count / PART);
          const first = full && from.number();
          const parts = Array.from({ length: full }, (_, at) => ({ high: from.number(), low: 0, file: `t/${shard}-${first + at}.bin` }));
          parts.forEach((part, at) => { part.low = at + 1 < full ? parts[at + 1].high + 1 : 0; });
          const low = full ? parts[0].high + 1 : 0;
          const ids = lists.ids(count % PART, low);
          of.push({ level, form, count, parts: ids.length ? [{ high: ids[0], low, ids }, ...parts] : parts });
        }
        terms.set(term, of);
      }
      from.end();
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
  function has(/** @type {List} */ list, /** @type {number} */ id) {
    const ids = holding(list, id)?.ids ?? none;
    let [from, to] = [0, ids.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if (ids[middle] > id) from = middle + 1;
      else to = middle;
    }
    return ids[from] === id;
  }

  /** How well a form suits what was typed: letters without marks suit any. */
  function suits(/** @type {string} */ typed, /** @type {string} */ form) {
    if (typed === form) return 1;
    const [a, b] = [[...typed], [...form]];
    return a.length === b.length && a.every((letter, at) => letter === b[at] || letter === fold(b[at])) ? 0.97 : 0.5;
  }

  /** The lists of some forms of a term; `any`: of all. */
  async function slot(/** @type {string[]} */ typed, /** @type {boolean} */ any) {
    const lists = [];
    for (const word of typed) {
      for (const list of await term(fold(word))) {
        const suit = suits(word, list.form);
        if (any || suit > 0.9) lists.push({ ...list, weight: suit * LEVELS[list.level] * (word === typed[0] ? 1 : 0.9) });
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
    if (!slots.length || slots.some((slot) => !slot.lists.length)) return true;
    const [driver, ...others] = [...slots].sort((a, b) => a.count - b.count);
    const inside = (/** @type {number} */ low, /** @type {number} */ high) => runs.some(([from, to]) => low <= to && high >= from);
    const parts = driver.lists.flatMap((list) => list.parts.map((part) => ({ part, list })));
    parts.sort((a, b) => b.part.high - a.part.high);
    for (const { part, list } of parts) {
      if (!inside(part.low, part.high)) continue;
      if (hits.size >= want || loaded > MOST_PARTS) return false;
      await fill(part);
      const ids = /** @type {Uint32Array} */ (part.ids).filter((id) => inside(id, id));
      for (let start = 0; start < ids.length; start += BATCH) {
        if (start && (hits.size >= want || loaded > MOST_PARTS)) return false;
        const batch = ids.slice(start, start + BATCH);
        const needed = new Set();
        for (const other of [...others.flatMap((slot) => slot.lists), ...narrow]) {
          for (const id of batch) needed.add(holding(other, id));
        }
        needed.delete(undefined);
        await Promise.all([...needed].map(fill));
        for (const id of batch) {
          if (!narrow.every((list) => has(list, id))) continue;
          let score = list.weight ?? 1;
          for (const other of others) {
            const best = other.lists.find((list) => has(list, id));
            score = best ? score + (best.weight ?? 1) : NaN;
          }
          score = base + Math.round((score / slots.length) * 50) / 50;
          if (score > (hits.get(id) ?? -1)) hits.set(id, score);
        }
      }
    }
    return true;
  }

  const [list, often] = text(await load("words.bin", (bytes) => unpack(bytes, none))).split("\n\n");
  const lines = list.split("\n");
  const dictionary = new TextEncoder().encode(often);
  const common = new Map(lines.map((line) => [line.slice(0, -1), line.charCodeAt(line.length - 1)]));
  const commonest = (/** @type {(word: string) => boolean} */ like, /** @type {number} */ most) =>
    [...common.keys()].filter(like).sort((a, b) => /** @type {number} */ (common.get(b)) - /** @type {number} */ (common.get(a))).slice(0, most);

  /** A word of the index for one that is not in it; nothing when none is near. */
  async function mended(/** @type {string} */ word) {
    const plain = fold(word);
    const typed = telex(plain);
    if (typed !== plain && common.has(typed)) return [typed];
    for (let cut = 2; cut < plain.length - 1; cut += 1) {
      const pair = [plain.slice(0, cut), plain.slice(cut)];
      if (pair.every((half) => common.has(half)) && (await term(pair.join(" "))).length) return pair;
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
      columns[1] = columns[1].map((/** @type {string} */ more) => (url = url.slice(0, more.charCodeAt(0) - 48) + more.slice(1)));
      return columns;
    });
    return columns.map((/** @type {any[]} */ column) => column[id % block]);
  }));

  /**
   * Looks something up.
   * @param {string} query @param {Options} [options]
   * @returns {Promise<Answer>}
   */
  async function find(query, { chosen = {}, byDate = false, want = 10 } = {}) {
    loaded = 0;
    const typed = words(query.slice(0, 200)).filter((word) => !about.stop.includes(word) || word === fold(word)).slice(0, 12);
    const bare = new Set(about.stop.map(fold));
    const missing = [];
    /** @type {string[]} */
    let said = [];
    let ahead = /** @type {string[]} */ ([]);
    await Promise.all(typed.map((word) => bare.has(word) || common.has(fold(word)) || term(fold(word))));
    for (const [at, word] of typed.entries()) {
      const last = at === typed.length - 1;
      const plain = fold(word);
      if (last) ahead = commonest((other) => other.startsWith(plain) && other !== plain, 4);
      if (bare.has(word) || common.has(plain) || (last && ahead.length) || (await term(plain)).length) said.push(word);
      else {
        const instead = await mended(word);
        if (!instead.length) missing.push(word);
        said.push(...instead);
      }
    }
    const changed = said.join(" ") !== typed.join(" ");
    // "ro le" is "rơle" to whoever types it.
    const joins = said.flatMap((word, at) => at && common.has(fold(said[at - 1] + word)) ? [[...said.slice(0, at - 1), said[at - 1] + word, ...said.slice(at + 1)]] : []);
    // Without its marks a word may be one of those that are left out, or another.
    const lean = said.filter((word) => !bare.has(word));
    const must = (/** @type {string[]} */ plan) => {
      const words = plan.filter((word) => !bare.has(word));
      return words.length ? words : plan;
    };
    const fewer = lean.length < said.length ? [lean, ...said.flatMap((word, at) => (bare.has(word) ? [said.filter((_, other) => other !== at)] : []))] : [];
    const plans = [said, ...joins, ...fewer];
    const pairs = (/** @type {string[]} */ plan) => plan.slice(1).map((word, at) => [`${plan[at]} ${word}`]);
    const single = (/** @type {string[]} */ plan) => must(plan).map((word) => [word]);
    const onward = (/** @type {string[]} */ plan) => single(plan).map((word, at, all) => (at === all.length - 1 ? [...word, ...ahead] : word));
    const without = (/** @type {string[]} */ plan) => (must(plan).length < 2 ? [] : must(plan).map((_, at) => single(plan).filter((_, other) => other !== at)));

    /** @type {Runs} */
    let runs = [[0, documents]];
    /** @type {List[]} */
    const narrow = [];
    for (const facet of facets) {
      if (!chosen[facet.name]) continue;
      const value = facet.values.find(([id]) => id === chosen[facet.name]);
      const of = value?.[3] ?? (value ? null : []);
      if (of) {
        runs = meet(runs, of);
      } else narrow.push(...(await term(`@${facet.name}/${chosen[facet.name]}`)));
    }

    /** @type {Map<number, number>} */
    const hits = new Map();
    let [complete, partial] = [true, changed];
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
      const phrases = plans.map(pairs);
      await tier(phrases, false, 6);
      await tier(plans.map(single), false, 5);
      await tier(phrases, true, 4);
      await tier(plans.map(single), true, 3);
      if (ahead.length) await tier(plans.map(onward), true, 2);
      if (!hits.size) {
        await tier(plans.flatMap(without), true, 0);
        partial = hits.size > 0;
      }
    }
    /** @type {number[]} */
    let ids = [];
    if (byDate) {
      // Ids are chronological within a kind: the newest of each, then by day.
      const kinds = facets.find((facet) => facet.name === "loai")?.values.map(([, , , runs]) => runs ?? []) ?? [[[0, documents]]];
      for (const kind of /** @type {Runs[]} */ (kinds)) {
        const before = hits.size;
        const within = meet(kind, runs);
        if (within.length) await tiers(within, before + want);
        ids.push(...[...hits.keys()].slice(before).sort((a, b) => b - a).slice(0, want));
      }
    } else {
      await tiers(runs, want);
      ids = [...hits].sort((a, b) => b[1] - a[1] || b[0] - a[0]).slice(0, want).map(([id]) => id);
    }
    const alone = said.length === 1 && !narrow.length && !Object.values(chosen).some(Boolean);
    const [shown, counts] = await Promise.all([rows(ids), alone ? slot(said, true).then(({ lists }) => lists.map((list) => list.count)) : []]);
    const marks = [...new Set(plans.flatMap(must).map(fold))];
    return { rows: byDate ? shown.sort((a, b) => (a[3] < b[3] ? 1 : a[3] > b[3] ? -1 : 0)).slice(0, want) : shown, total: Math.max(hits.size, ...counts), complete, marks, instead: partial ? said.join(" ") : "", missing };
  }
  return { about, find };
}

/** The page: a form, choices, a count, a list. */
function start() {
  const at = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
  const [form, field, choices, count, list, more, browse] = ["search-form", "q", "search-facets", "search-count", "search-list", "search-more", "search-browse"].map(at);
  const input = /** @type {HTMLInputElement} */ (field);
  const say = /** @type {Record<string, string>} */ (count.dataset);
  const { root, index } = /** @type {{root: string, index: string}} */ (list.dataset);
  const lang = document.documentElement.lang;
  const titled = document.title;
  const make = (/** @type {string} */ tag, /** @type {(Node | string)[]} */ ...children) => {
    const node = document.createElement(tag);
    node.append(...children);
    return node;
  };

  async function get(/** @type {string} */ path, /** @type {string} */ edition) {
    const answer = await fetch(index + path + (edition && `?v=${edition}`), edition ? {} : { cache: "no-cache" });
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    return new Uint8Array(await answer.arrayBuffer());
  }

  async function unpack(/** @type {Uint8Array} */ bytes, /** @type {Uint8Array} */ before) {
    const stream = new DecompressionStream("deflate-raw");
    const writer = stream.writable.getWriter();
    const size = before.length;
    // What stood before goes first, as a block that is not packed (RFC 1951, 3.2.4).
    const head = Uint8Array.of(0, size, size >> 8, ~size, ~size >> 8);
    // Who reads hears of faults.
    for (const part of [head, before, bytes]) writer.write(/** @type {BufferSource} */ (part)).catch(() => {});
    writer.close().catch(() => {});
    return new Uint8Array(await new Response(stream.readable).arrayBuffer()).subarray(size);
  }

  /** The words that were looked for, marked; a text is never read as markup. */
  function marked(/** @type {string} */ text, /** @type {string[]} */ marks) {
    const hit = (/** @type {string} */ part) => {
      const plain = fold(part);
      return marks.some((mark) => plain.startsWith(mark));
    };
    return make("span", ...text.split(/([\p{Alphabetic}\p{N}]+)/u).map((part, at) => (at % 2 && hit(part) ? make("mark", part) : part)));
  }

  function item(/** @type {Row} */ [title, url, kind, date, note, summary], /** @type {string[]} */ marks, /** @type {Manifest} */ about) {
    const link = /** @type {HTMLAnchorElement} */ (make("a", marked(title, marks)));
    link.href = root + url;
    const day = lang === "vi" ? date.split("-").reverse().join("/") : date && new Date(date).toLocaleDateString(lang, { dateStyle: "long", timeZone: "UTC" });
    const kicker = make("p", [about.kinds[kind], day].filter(Boolean).join(" · "));
    kicker.className = "kicker";
    const by = make("p", marked(note, marks));
    by.className = "meta";
    return make("li", kicker, make("h3", link), ...(note ? [by] : []), ...(summary ? [make("p", marked(summary, marks))] : []));
  }

  /** @type {ReturnType<typeof open> | null} */
  let opened = null;
  let want = 10;
  let turn = 0;
  const fill = (/** @type {string} */ text, /** @type {number} */ n, /** @type {string} */ q) =>
    text.replace("{n}", n.toLocaleString(lang)).replace("{q}", () => q);

  async function run() {
    const mine = ++turn;
    const asked = new URLSearchParams(location.search);
    const query = (asked.get("q") ?? "").normalize("NFC").trim().slice(0, 200);
    input.value = query;
    document.title = (query && `${query} | `) + titled;
    const some = query || [...asked.keys()].some((name) => name !== "q" && asked.get(name));
    browse.hidden = !!some;
    if (!some) return list.replaceChildren(), (count.textContent = ""), (more.hidden = true);
    // Only who waits is told so.
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
      const chosen = Object.fromEntries(facets.map(({ name }) => [name, asked.get(name) ?? ""]));
      const { rows, total, complete, marks, instead, missing } = await find(query, { chosen, byDate: asked.get("xep") === "ngay", want });
      if (mine !== turn) return;
      const size = complete ? (total === 0 ? say.none : total === 1 ? say.one : say.many) : say.over;
      const notes = [fill(size, total, instead || query), instead && fill(say.instead, 0, query), missing.length && fill(say.missing, 0, missing.join(" "))];
      count.textContent = notes.filter(Boolean).join(" ");
      list.replaceChildren(...rows.map((row) => item(row, marks, about)));
      more.hidden = complete && total <= want;
      browse.hidden = total > 0;
    } catch (error) {
      if (mine !== turn) return;
      opened = null;
      list.replaceChildren();
      more.hidden = true;
      const again = make("button", say.retry);
      again.onclick = run;
      count.replaceChildren(say.failed, " ", again);
      browse.hidden = false;
    } finally {
      clearTimeout(wait);
    }
  }

  form.onsubmit = (event) => {
    event.preventDefault();
    const fields = [...new FormData(/** @type {HTMLFormElement} */ (form))].filter(([, value]) => value);
    history.pushState(null, "", `?${new URLSearchParams(/** @type {[string, string][]} */ (fields))}`);
    want = 10;
    run();
  };
  more.onclick = async () => {
    const seen = list.children.length;
    want += 10;
    await run();
    list.children[seen]?.querySelector("a")?.focus();
  };
  addEventListener("popstate", () => { want = 10; run(); });
  addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const stops = [input, ...list.querySelectorAll("a")];
    const now = stops.indexOf(/** @type {HTMLInputElement} */ (document.activeElement));
    const next = stops[now + (step ?? 0)];
    if (!step || now < 0 || !next) return;
    event.preventDefault();
    next.focus();
  });
  run();
}

if (typeof document !== "undefined") start();
