// @ts-check
// Looks things up in the index beside the search page: docs/en/search-format.md. Without this script the page leads to lists.

/** @typedef {{high: number, low: number, ids?: Uint32Array, file?: string}} Part without a file: all ids between its bounds */
/** @typedef {{level: number, form: string, count: number, parts: Part[], weight: number}} List */
/** @typedef {{lists: List[], count: number}} Slot */
/** @typedef {[title: string, url: string, kind: number, date: string, note: string, summary: string]} Row */
/** @typedef {[number, number][]} Runs */
/** @typedef {{name: string, title: string, values: [id: string, title: string, count: number, runs: Runs | null][]}} Facet */
/** @typedef {{version: number, edition: string, documents: number, block: number, part: number, shards: number, kinds: string[], facets: Facet[], stop: string[], offices: string[], short: [string, string][]}} Manifest */
/** @typedef {{name: string, id: string, title: string, count: number}} Offer a choice that the query names */
/** @typedef {{rows: Row[], total: number, complete: boolean, marks: string[], instead: string, missing: string[], offers: Offer[], suggest: string}} Answer */
/** @typedef {{chosen?: Record<string, string>, byDate?: boolean, want?: number, show?: (answer: Answer) => void}} Options */

/** Lower case, no marks, đ as d. */
export const fold = (/** @type {string} */ text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/đ/g, "d");

/** The words of a text, as written but in lower case; a figure or a day is one word, however it is written. */
export function words(/** @type {string} */ text) {
  const plain = text.normalize("NFC").toLowerCase();
  const runs = [...plain.matchAll(/[\p{Alphabetic}\p{N}]+/gu)];
  const run = (/** @type {number} */ at) => runs[at]?.[0] ?? "";
  const gap = (/** @type {number} */ at) => (runs[at + 1] ? plain.slice(runs[at].index + run(at).length, runs[at + 1].index) : "");
  const number = (/** @type {number} */ at, /** @type {number} */ most) => (/^\d\d?$/.test(run(at)) && +run(at) && +run(at) <= most ? run(at).padStart(2, "0") : "");
  const year = (/** @type {number} */ at) => (/^(19|20)\d\d$/.test(run(at)) ? run(at) : "");
  const month = (/** @type {number} */ at) => /^th[áa]ng$/.test(run(at));
  const dated = (/** @type {string} */ year, /** @type {string} */ month, day = "") => [year || "-", month, day].filter(Boolean).join("-");
  const yearAfter = (/** @type {number} */ at) => (/^n[ăa]m$/.test(run(at + 1)) && year(at + 2) ? 2 : /^[/.-]$/.test(gap(at)) && year(at + 1) ? 1 : 0);
  /** @returns {[taken: number, word: string] | undefined} */
  const day = (/** @type {number} */ at) => {
    const [sign, next] = [gap(at), gap(at + 1)];
    if (sign === next && /^[/.-]$/.test(sign) && number(at + 1, 12)) {
      if (year(at) && number(at + 2, 31)) return [3, dated(year(at), number(at + 1, 12), number(at + 2, 31))];
      if (number(at, 31) && year(at + 2)) return [3, dated(year(at + 2), number(at + 1, 12), number(at, 31))];
    }
    if (/^ng[àa]y$/.test(run(at))) {
      const found = day(at + 1);
      return found && [found[0] + 1, found[1]];
    }
    const first = month(at) ? at : number(at, 31) && month(at + 1) ? at + 1 : -1;
    if (first >= 0) {
      const taken = yearAfter(first + 1);
      return number(first + 1, 12) ? [first - at + 2 + taken, dated(taken ? year(first + 1 + taken) : "", number(first + 1, 12), first > at ? number(at, 31) : "")] : undefined;
    }
    if (/^[/-]$/.test(sign) && number(at, 12) && year(at + 1)) return [2, dated(year(at + 1), number(at, 12))];
    if (sign === "/" && next !== "/" && number(at, 31) && number(at + 1, 12)) return [2, dated("", number(at + 1, 12), number(at, 31))];
  };
  const digits = (/** @type {number} */ at) => /^\d{1,12}$/.test(run(at));
  const more = (/** @type {number} */ at) => /^[.,]$/.test(gap(at)) && digits(at + 1);
  /** @returns {[taken: number, word: string] | undefined} */
  const figure = (/** @type {number} */ at) => {
    if (!digits(at) || at && digits(at - 1) && more(at - 1)) return;
    const sign = gap(at);
    let [last, whole] = [at, run(at)];
    if (/^[1-9]\d?\d?$/.test(whole) && /^[.,\u00a0\u202f\u2009]$/.test(sign)) {
      while (gap(last) === sign && /^\d{3}$/.test(run(last + 1))) whole += run(++last);
    }
    if (last > at && !more(last)) return [last - at + 1, whole];
    if (!(last > at && gap(last) === sign) && more(last) && !more(last + 1)) return [last - at + 2, `${whole}.${run(last + 1)}`];
  };
  const found = [];
  for (let at = 0; at < runs.length;) {
    const [taken, word] = day(at) ?? figure(at) ?? [1, run(at)];
    found.push([...word].slice(0, 32).join(""));
    at += taken;
  }
  return found;
}

/** A word as readers write it: a day has its year last. */
const written = (/** @type {string} */ word) => (/^[\d-]*-\d\d$/.test(word) ? word.split("-").filter(Boolean).reverse().join("/") : word);

/** A word with its tone at the end: “hoá” and “hóa” are one. */
const toned = (/** @type {string} */ word) => {
  const tones = /[\u0300\u0301\u0303\u0309\u0323]/g;
  const plain = word.normalize("NFD");
  return plain.replace(tones, "") + (plain.match(tones) ?? []).join("");
};

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
/** On a site of up to so many documents what is left is counted as long as a search took fewer bytes. */
const FEW = 4096;
const COUNTED = 16_000;
/** Family names of nine readers in ten. */
const FAMILIES = /^(nguyen|tran|le|pham|hoang|huynh|phan|vu|vo|dang|bui|do|ho|ngo|duong|ly|trinh|dinh|mai|truong|dao|luong)$/;

/**
 * Opens an index. `get` gives the bytes of a file of it, `unpack` undoes raw DEFLATE that may repeat what stood `before`.
 * @param {(path: string, edition: string) => Promise<Uint8Array>} get
 * @param {(bytes: Uint8Array, before?: Uint8Array) => Promise<Uint8Array>} unpack
 */
export async function open(get, unpack) {
  /** @type {Map<string, Promise<any>>} */
  const kept = new Map();
  let spent = 0;
  /** @returns {never} */
  const fault = () => { throw Error("fault"); };
  const text = (/** @type {Uint8Array} */ bytes) => new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  const load = (/** @type {string} */ path, /** @type {(bytes: Uint8Array) => any} */ read) => {
    const known = kept.get(path) ?? get(path, about.edition).then((bytes) => {
      spent += bytes.length;
      return read(bytes);
    });
    kept.set(path, known);
    known.catch(() => kept.delete(path));
    return known;
  };
  const name = (/** @type {number} */ number) => number.toString(16).padStart(4, "0").replace(/..$/, "/$&");
  /** @type {Manifest} */
  const about = JSON.parse(text(await get("index.json", "")));
  if (about.version !== 3) fault();
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

  /** The name of the shard of a folded term. */
  const shardOf = (/** @type {string} */ term) => {
    let hash = 0x811c9dc5;
    const key = /\p{N}/u.test(term) ? [...term].slice(0, -2).join("") : term;
    for (const byte of new TextEncoder().encode(key)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
    return name(hash % shards);
  };

  /** @returns {Promise<List[]>} the lists of a folded term */
  async function term(/** @type {string} */ term) {
    const shard = shardOf(term);
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
    if (!part.file) part.ids = Uint32Array.from({ length: part.high - part.low + 1 }, (_, at) => part.high - at);
    if (!part.file || part.ids) return;
    loaded += 1;
    part.ids = await load(part.file, (bytes) => {
      const from = reader(bytes);
      const ids = from.ids(PART, part.low, part.high);
      from.end();
      return ids;
    });
  }

  const holding = (/** @type {List} */ list, /** @type {number} */ id) => list.parts.find((part) => part.high >= id && part.low <= id);
  const has = (/** @type {List} */ list, /** @type {number} */ id) => {
    const ids = holding(list, id)?.ids ?? [];
    let [from, to] = [0, ids.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if (ids[middle] > id) from = middle + 1;
      else to = middle;
    }
    return ids[from] === id;
  };

  /** How well a form suits what was typed: letters without marks suit any. */
  function suits(/** @type {string} */ typed, /** @type {string} */ form) {
    const written = [...form];
    return typed === form || toned(typed) === toned(form) ? 1 : [...typed].every((letter, at) => letter === written[at] || letter === fold(`${written[at]}`)) ? 0.97 : 0.5;
  }

  /** The lists of some forms of a term down to a level; `any`: of all forms. */
  async function slot(/** @type {string[]} */ typed, /** @type {boolean} */ any, /** @type {number} */ deepest) {
    const lists = [];
    for (const word of typed) {
      for (const list of await term(fold(word))) {
        const suit = suits(word, list.form);
        if (list.level <= deepest && (any || suit > 0.9)) lists.push({ ...list, weight: suit * [1, 0.8, 0.5, 0.3][list.level] * (word === typed[0] ? 1 : 0.9) });
      }
    }
    lists.sort((a, b) => b.weight - a.weight);
    return { lists, count: lists.reduce((sum, list) => sum + list.count, 0) };
  }

  /** All documents of some runs. @returns {Slot} */
  function range(/** @type {Runs} */ runs) {
    /** @type {Part[]} */
    const parts = [];
    for (const [from, to] of runs) {
      for (let low = from; low <= to; low += PART) parts.push({ low, high: Math.min(to, low + PART - 1) });
    }
    const count = runs.reduce((sum, [from, to]) => sum + to - from + 1, 0);
    return { lists: [{ level: 1, form: "", count, parts, weight: 0.8 }], count };
  }

  /**
   * Documents that are in every slot, from the newest, until there are enough; what is there without another file is counted.
   * Adds them to `hits` with their scores, which are higher for those that are in many of the `closer` slots.
   * @param {Slot[]} slots @param {Slot[]} closer @param {Runs} runs @param {List[]} narrow @param {number} want
   * @param {Map<number, number>} hits @param {number} base
   */
  async function search(slots, closer, runs, narrow, want, hits, base) {
    if (!slots[0] || slots.some((slot) => !slot.lists[0])) return true;
    const [driver, ...others] = [...slots].sort((a, b) => a.count - b.count);
    const enough = () => hits.size >= want || loaded > MOST;
    const away = (/** @type {Part} */ part) => !part.ids && (part.file || documents > 20_000);
    const inside = (/** @type {number} */ low, /** @type {number} */ high) => runs.some(([from, to]) => low <= to && high >= from);
    const parts = driver.lists.flatMap((list) => list.parts.map((part) => ({ part, list })));
    parts.sort((a, b) => b.part.high - a.part.high);
    for (const { part, list } of parts) {
      if (!inside(part.low, part.high)) continue;
      if (enough() && away(part)) return false;
      await fill(part);
      const ids = /** @type {Uint32Array} */ (part.ids).filter((id) => inside(id, id));
      for (let start = 0; start < ids.length; start += 128) {
        const batch = ids.slice(start, start + 128);
        /** @type {Set<Part>} */
        const wanted = new Set();
        for (const other of [...others.flatMap((slot) => slot.lists), ...narrow]) {
          for (const id of batch) {
            const part = holding(other, id);
            if (part) wanted.add(part);
          }
        }
        if (enough() && [...wanted].some(away)) return false;
        await Promise.all([...wanted].map(fill));
        for (const id of batch) {
          if (!narrow.every((list) => has(list, id))) continue;
          let score = list.weight;
          for (const other of others) {
            const best = other.lists.find((list) => has(list, id));
            score = best ? score + best.weight : NaN;
          }
          const near = closer.filter((slot) => slot.lists.some((list) => has(list, id))).length / (closer.length || 1);
          score = base + near + Math.round((score / slots.length) * 50) / 50;
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

  /** Other ways to read a word that is not in the index: typed in Telex, or two words in one. */
  async function readings(/** @type {string} */ word) {
    const plain = fold(word);
    const typed = telex(plain);
    if (typed !== plain && common.has(typed)) return [typed];
    const code = plain.match(/^(\p{L}+)(\d+)$/u)?.slice(1);
    if (code && (await term(code.join(" ")))[0]) return code;
    for (let cut = 2; cut < plain.length - 1; cut += 1) {
      const pair = [plain.slice(0, cut), plain.slice(cut)];
      if (pair.every((half) => common.has(half)) && (await term(pair.join(" ")))[0]) return pair;
    }
    return [];
  }

  /** A word that differs by one letter; none for short words and for those with marks, which say what is meant. */
  const corrected = (/** @type {string} */ word) =>
    word === fold(word) && word.length > 3 && !/\p{N}/u.test(word) ? commonest((other) => near(word, other), 1) : [];

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

  const bare = new Set(about.stop.map(fold));
  // Without its marks a word may be one of those that are left out, or another.
  const must = (/** @type {string[]} */ plan) => {
    const words = plan.filter((word) => !bare.has(word));
    return words[0] ? words : plan;
  };

  const offices = about.offices.map((office) => office.split(" "));

  /** Words with others in place of some, as offices shorten names or write them out. */
  const turned = (/** @type {string[]} */ typed, /** @type {boolean} */ out) => {
    const all = [...typed];
    for (const pair of about.short) {
      const [from, to] = (out ? [pair[1], pair[0]] : pair).map((side) => words(side));
      for (let at = 0; at + from.length <= all.length; at += 1) {
        if (from.every((word, i) => word === fold(all[at + i]))) all.splice(at, from.length, ...to);
      }
    }
    return all;
  };

  /** Choices that the query names, each with the words that do so. */
  function named(/** @type {string[]} */ typed) {
    /** @type {{from: number, to: number, name: string, title: string, value: Facet["values"][0]}[]} */
    const spans = [];
    for (const { name, title, values } of facets) {
      const before = [words(title).map(fold), ...(name === "don-vi" ? offices : [])];
      for (const value of values) {
        const label = words(value[1]);
        const at = typed.findIndex((_, at) => label.every((word, i) => typed[at + i] && fold(typed[at + i]) === fold(word) && suits(typed[at + i], word) > 0.9));
        if (at < 0 || name === "loai" && at) continue;
        let from = at;
        for (let word; (word = before.find((words) => words.length <= from && words.every((word, i) => word === fold(typed[from - words.length + i]))));) from -= word.length;
        spans.push({ from, to: at + label.length, name, title, value });
      }
    }
    const inner = (/** @type {{from: number, to: number}} */ a) => spans.some((b) => b !== a && b.from <= a.from && b.to >= a.to && b.to - b.from > a.to - a.from);
    return spans.filter((span) => !inner(span)).slice(0, 4);
  }

  /** Codes and figures that were typed with blanks, in one: "th 000123", "170 324". */
  async function whole(/** @type {string[]} */ typed) {
    for (let from = 0; from < typed.length - 1; from += 1) {
      for (let to = Math.min(typed.length, from + 5); to > from + 1; to -= 1) {
        const [first, ...others] = typed.slice(from, to);
        const figure = /^[1-9]\d?\d?$/.test(first) && others.every((word) => /^\d{3}$/.test(word));
        const phone = /^0\d{8,10}$/.test(first + others.join(""));
        const code = /^[a-z]{1,5}\d*$/.test(fold(first)) && others.every((word) => /^[a-z]?\d+$/.test(word));
        const one = fold(first + others.join(""));
        if ((figure || code || phone) && (await term(one))[0]) return typed.toSpliced(from, to - from, one);
      }
    }
    return typed;
  }

  /**
   * Looks something up. `show` gets the four that fill the screen of a phone, while the rest is on its way.
   * @param {string} query @param {Options} [options]
   * @returns {Promise<Answer>}
   */
  async function find(query, { chosen = {}, byDate = false, want = 10, show } = {}) {
    loaded = spent = 0;
    const typed = await whole(words(query).filter((word) => !about.stop.includes(word) || word === fold(word)).slice(0, 12));
    // "Nguyễn Văn A" is one person, and no words of others.
    const people = [...query.matchAll(/\p{Lu}\p{Ll}*( \p{Lu}\p{Ll}+)+/gu)].map(([name]) => words(name).slice(0, 3)).filter(([family]) => FAMILIES.test(fold(family)));
    const [short, long] = [turned(typed, false), turned(typed, true)];
    const [reading, choices] = [typed, short, long].map((typed) => /** @type {const} */ ([typed, named(typed)])).sort((a, b) => b[1].length - a[1].length)[0];
    /** The documents of a choice. @returns {Promise<Slot>} */
    const choice = async (/** @type {string} */ name, /** @type {Facet["values"][0]} */ [id, , count, runs]) =>
      runs ? range(runs) : { lists: (await term(`@${name}/${id}`)).map((list) => ({ ...list, weight: 0.8 })), count };

    /** @type {string[]} */
    const said = [];
    /** @type {string[]} */
    const missing = [];
    let ahead = /** @type {string[]} */ ([]);
    await Promise.all(typed.flatMap((word, at) => [
      bare.has(word) || common.has(fold(word)) || term(fold(word)), typed[at + 1] && term(fold(`${word} ${typed[at + 1]}`)),
    ]));
    /** @type {string[]} */
    const guessed = [];
    for (const [at, word] of typed.entries()) {
      const last = !typed[at + 1];
      const plain = fold(word);
      if (last) ahead = commonest((other) => other.startsWith(plain) && other !== plain, 4);
      if (bare.has(word) || common.has(plain) || (last && ahead[0]) || (await term(plain))[0]) {
        said.push(word);
        guessed.push(word);
        continue;
      }
      const long = about.short.find(([, short]) => short === plain)?.[0].split(" ");
      const instead = long && (await term(long.slice(0, 2).join(" ")))[0] ? long : await readings(word);
      said.push(...instead);
      if (!instead[0]) missing.push(word);
      guessed.push(...(instead[0] ? instead : corrected(word)));
    }

    // Of a person's name all is there, or nothing is taken from it.
    for (const name of people.filter((name) => name.some((word) => missing.includes(word)))) {
      for (const list of [said, guessed, missing]) list.splice(0, list.length, ...list.filter((word) => !name.includes(word)));
      missing.push(...name);
    }

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
    let [complete, partial] = [true, false];
    let plans = /** @type {string[][]} */ ([]);
    let instead = said;

    /** The ways to read the words: some of them as one, or without those that may be left out. */
    async function readable(/** @type {string[]} */ said) {
      // "ro le" is "rơle" to whoever types it. Fewer texts have the one word, so that it is looked for before there is enough.
      const joins = said.flatMap((word, at) => (at && common.has(fold(said[at - 1] + word)) ? [said.toSpliced(at - 1, 2, said[at - 1] + word)] : []));
      const lean = must(said);
      const fewer = lean.length < said.length ? [lean, ...said.flatMap((word, at) => (bare.has(word) ? [said.toSpliced(at, 1)] : []))] : [];
      return [...joins, said, ...fewer];
    }

    const joined = (/** @type {string[]} */ plan) => plan.slice(1).map((word, at) => `${plan[at]} ${word}`);
    const pairs = async (/** @type {string[]} */ plan) => joined(plan).map((pair) => [pair]);
    /** Whether other files cost more than a count is worth. */
    const costly = () => documents > FEW || spent > COUNTED;
    /** Each word; those of one name as neighbours besides, so that they are never parts of two. */
    const single = async (/** @type {string[]} */ plan) => {
      const words = must(plan);
      const slots = words.map((word) => [word]);
      for (const [at, word] of words.slice(1).entries()) {
        const pair = `${words[at]} ${word}`;
        const unit = choices.some(({ name, value }) => name === "don-vi" && ` ${fold(value[1])} `.includes(` ${fold(pair)} `));
        const person = people.some((name) => ` ${name.join(" ")} `.includes(` ${pair} `));
        if (unit || person || (await term(fold(pair))).some((list) => list.level === 1 && suits(pair, list.form) > 0.9)) slots.push([pair]);
      }
      return slots;
    };
    /** With the last word as the beginning of others, unless it ends a name. */
    const onward = async (/** @type {string[]} */ plan) => {
      const slots = await single(plan);
      const count = must(plan).length;
      const [last] = slots[count - 1];
      if (slots.slice(count).some(([pair]) => pair.endsWith(` ${last}`))) return [];
      return slots.map((slot, at) => (at === count - 1 ? [last, ...ahead] : slot));
    };
    const without = (/** @type {string[]} */ plan) => must(plan).map((_, at, all) => all.toSpliced(at, 1)).filter((plan) => plan[0]);

    /** Without the words for the kind of union and place. */
    const plain = offices.reduce((plain, office) => {
      const at = plain.findIndex((_, at) => office.every((word, i) => word === fold(`${plain[at + i]}`)));
      return at < 0 ? plain : plain.toSpliced(at, office.length);
    }, said);
    /** Goes on to what suits less as long as there is not enough, or the rest can be counted. */
    async function tiers(/** @type {Runs} */ within, /** @type {number} */ enough) {
      const before = hits.size;
      const tier = async (/** @type {string[][]} */ plans, /** @type {(plan: string[]) => Promise<string[][]>} */ read, /** @type {boolean} */ any, /** @type {number} */ deepest, /** @type {number} */ base) => {
        for (const plan of plans) {
          const at = plan.map(fold);
          const here = [...at, ...joined(at)].every((word) => kept.has(`t/${shardOf(word)}.bin`));
          if (hits.size >= enough && !here && costly()) {
            complete = false;
            continue;
          }
          const slots = await Promise.all((await read(plan)).map((words) => slot(words, any, deepest)));
          const closer = read === single && deepest > 1 ? await Promise.all((await pairs(plan)).map((words) => slot(words, any, 3))) : [];
          if (!(await search(slots, closer, within, narrow, Math.max(enough, 1), hits, base))) complete = false;
        }
      };
      // Titles and names before texts, neighbours before words apart, marks as typed before others.
      const name = typed.filter((word) => !bare.has(fold(word)));
      await tier(name[1] && !name[8] ? [name] : [], async () => [[`^${name.join(" ")}`]], false, 1, 20);
      await tier(plans, pairs, false, 1, 18);
      await tier(plans, single, false, 1, 16);
      for (const some of [...(choices[1] ? [choices] : []), ...choices.map((one) => [one])]) {
        const rest = reading.filter((word, at) => !some.some(({ from, to }) => from <= at && at < to) && !missing.includes(word) && !bare.has(word));
        if (hits.size >= enough && costly()) {
          complete = false;
          break;
        }
        const slots = await Promise.all([...some.map(({ name, value }) => choice(name, value)), ...rest.map((word) => slot([word], false, 2))]);
        if (!(await search(slots, [], within, narrow, enough, hits, 14))) complete = false;
      }
      await tier(plain[0] && plain.length < said.length ? [plain] : [], single, false, 1, 13);
      await tier(plans, pairs, false, 3, 12);
      await tier(plans, single, false, 2, 10);
      // As offices shorten names or write them out.
      const others = [turned(said, false), turned(said, true)].filter((other) => `${other}` !== `${said}`);
      if (!hits.size || !costly()) await tier(others, single, false, 2, 9);
      await tier(plans, pairs, true, 3, 8);
      await tier(plans, single, true, 2, 6);
      const sure = hits.size;
      if (ahead[0] && hits.size - before < 10) await tier(plans, onward, true, 2, 4);
      // Without one word; then the longest row of words that is somewhere.
      for (const plan of plans.flatMap(without)) {
        if (hits.size) break;
        instead = plan;
        // One syllable in other marks says nothing.
        await tier([plan], single, !!must(plan)[1], 2, 0);
      }
      for (let size = said.length - 2; !hits.size && size * 2 >= said.length; size -= 1) {
        for (let at = 0; !hits.size && at + size <= said.length; at += 1) {
          instead = said.slice(at, at + size);
          await tier([instead], single, true, 2, 0);
        }
      }
      partial ||= !sure && hits.size > 0;
    }

    /** @type {number[]} */
    let ids = [];
    async function look() {
      if (!byDate) {
        await tiers(runs, want);
        ids = [...hits].sort((a, b) => b[1] - a[1] || b[0] - a[0]).slice(0, want).map(([id]) => id);
        return;
      }
      // Ids are chronological within a kind: the newest of each, then by day.
      const kinds = facets.find(({ name }) => name === "loai")?.values.map((value) => value[3] ?? []) ?? [[[0, documents]]];
      for (const kind of /** @type {Runs[]} */ (kinds)) {
        const before = hits.size;
        const within = meet(kind, runs);
        if (within[0]) await tiers(within, before + want);
        ids.push(...[...hits.keys()].slice(before).sort((a, b) => b - a).slice(0, want));
      }
    }
    plans = await readable(said);
    if (typed[0]) await look();
    else if (Object.keys(chosen)[0]) {
      complete = await search([range(runs)], [], runs, narrow, want, hits, 0);
      ids = [...hits.keys()].sort((a, b) => b - a).slice(0, want);
    }
    // What finds nothing was left out; when nothing is left to find, it is corrected.
    const naming = choices.flatMap(({ from, to }) => reading.slice(from, to));
    const left = hits.size && !partial ? missing.filter((word) => !naming.includes(word)) : [];
    if (!hits.size && missing[0] && guessed[0]) {
      instead = guessed;
      plans = await readable(guessed);
      await look();
    }
    const changed = `${instead}` !== `${typed.filter((word) => !missing.includes(word))}`;
    const shownAs = (/** @type {string[]} */ words) => words.map(written).join(" ");
    const answer = {
      rows: /** @type {Row[]} */ ([]), total: hits.size, complete, marks: plans.flatMap(must).map(fold),
      instead: hits.size && (changed || partial) ? shownAs(instead) : "",
      missing: (hits.size ? left : missing.filter((word) => !guessed.includes(word))).filter((word) => !about.offices.includes(fold(word))).map(written),
      offers: choices.map(({ name, title, value: [id, label, count] }) => ({ name, id, title: fold(label).startsWith(fold(title)) ? label : `${title}: ${label}`, count })),
      suggest: left[0] && guessed.length > said.length ? shownAs(guessed) : "",
    };
    if (want < 11 && !byDate && ids[4]) show?.({ ...answer, rows: await rows(ids.slice(0, 4)) });
    const shown = await rows(ids);
    return { ...answer, rows: byDate ? shown.sort((a, b) => b[3].localeCompare(a[3])).slice(0, want) : shown };
  }
  return { about, find };
}

/** The page: a form, choices, a count, a list. */
function start() {
  const at = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(`search-${id}`));
  const [form, choices, count, offered, list, more, browse] = ["form", "facets", "count", "offers", "list", "more", "browse"].map(at);
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

  /** An address of this page with another query or choice. */
  const link = (/** @type {string} */ text, /** @type {string} */ name, /** @type {string} */ value) => {
    const asked = new URLSearchParams(location.search);
    asked.set(name, value);
    return Object.assign(make("a", text), { href: `?${asked}` });
  };

  function empty(/** @type {(Node | string)[]} */ ...said) {
    list.replaceChildren();
    offered.replaceChildren();
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
      const show = (/** @type {Answer} */ { rows, total, complete, marks, instead, missing, offers, suggest }) => {
        if (mine !== turn) return;
        const items = rows.slice(shown).map((row) => item(row, marks, about));
        if (shown) return list.append(...items);
        shown = rows.length;
        const size = complete ? [say.none, say.one][total] ?? say.many : say.over;
        const notes = [fill(size, complete ? total : want, instead || query), instead && fill(say.instead, 0, query), missing[0] && total && fill(say.missing, 0, missing.join("”, “"))];
        count.replaceChildren(notes.filter(Boolean).join(" "), ...(suggest ? [` ${say.suggest} `, link(`“${suggest}”?`, "q", suggest)] : []));
        const open = offers.filter(({ name, id }) => asked.get(name) !== id);
        offered.hidden = !open[0];
        offered.replaceChildren(...open.map(({ name, id, title, count }) => make("li", link(`${title} (${count.toLocaleString(lang)})`, name, id))));
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
