// The reader of the search index, without a browser: whether the right records come first, what odd queries and damaged
// files do. Arguments: the built site of tests/search, the real site's output, the built site of tests/search/asked.
import fs from "node:fs";
import path from "node:path";
import zlib from "node:zlib";
import { fold, near, open, telex, words } from "../../themes/default/assets/search.js";

const [judged, real, asked] = process.argv.slice(2).map((folder) => path.join(path.resolve(folder), "tim-kiem"));
let passed = 0;
let failed = 0;
function check(name, problems) {
  if (problems.length === 0) passed += 1;
  else {
    failed += 1;
    console.log(`FAILED ${name}`);
    for (const problem of problems.slice(0, 12)) console.log(`  ${problem}`);
  }
}
const same = (name, seen, wanted) => check(name, JSON.stringify(seen) === JSON.stringify(wanted) ? [] : [JSON.stringify(seen)]);

/** Gives the files of an index; `spoil` may change the bytes of one. */
const files = (root, spoil = (name, bytes) => bytes) => async (name) => {
  return spoil(name, fs.readFileSync(path.join(root, name)));
};
const unpack = async (bytes, dictionary) => zlib.inflateRawSync(bytes, dictionary?.length ? { dictionary } : {});

same("fold", fold("Đặc THÙ ở Nghi Sơn"), "dac thu o nghi son");
same("words", words("Rơ-le (5S),\u00a0Ngo\u0302\u0309"), ["rơ", "le", "5s", "ngổ"]);
for (const day of ["31/5/2022", "31-05-2022", "31.5.2022", "2022-05-31", "ngày 31 tháng 5 năm 2022", "31 thang 5/2022"]) same(day, words(day), ["2022-05-31"]);
same("less exact days", words("ngày 31 tháng 5, tháng 5/2022, 5-2022, sau tháng 5"), ["--05-31", "2022-05", "2022-05", "sau", "--05"]);
same("figures", words("170.324 170,324 170\u00a0324 170324 425,8% 1.234,5"), ["170324", "170324", "170324", "170324", "425.8", "1234.5"]);
same("no figures", words("0200.3.555.123 1.2.3 1.234.56 5S 45/13"), ["0200", "3", "555", "123", "1", "2", "3", "1", "234", "56", "5s", "45", "13"]);
same("telex", ["ddawcj", "thuf", "dduowngf", "nuwowcs", "tuyeenr", "khoong"].map(telex), ["dac", "thu", "duong", "nuoc", "tuyen", "khong"]);
same("near", [near("excel", "exel"), near("excel", "excle"), near("excel", "exec"), near("a", "a"), near("may", "mai")], [true, true, false, true, true]);

/** A shard whose terms are changed: their packed length, they, the rest. */
function terms(bytes, change) {
  const size = bytes.readUIntBE(0, 3);
  const packed = zlib.deflateRawSync(change(zlib.inflateRawSync(bytes.subarray(3, 3 + size))));
  return Buffer.concat([Buffer.from([0, packed.length >> 8, packed.length & 255]), packed, bytes.subarray(3 + size)]);
}

/** Järvelin and Kekäläinen (2002): gains 2^grade - 1, discounted by the logarithm of the rank, against the best order. */
function ndcg(grades, relevant) {
  const gain = (grades) => grades.slice(0, 10).reduce((sum, grade, at) => sum + (2 ** grade - 1) / Math.log2(at + 2), 0);
  return gain(grades) / gain(Object.values(relevant).sort((a, b) => b - a));
}
/** Judged queries of a file; `open` gives the index that an entry is of, `called` what a result is called there. */
async function relevance(file, index, called) {
  const problems = [];
  const scores = [];
  const heavy = [];
  let most = 0;
  for (const { relevant, queries, site } of JSON.parse(fs.readFileSync(path.join(import.meta.dirname, "../search", file), "utf8"))) {
    for (const query of queries) {
      // Each is the first of a visit; the manifest is what a host packs.
      let bytes = 0;
      const { find } = await open(files(index(site), (name, file) => {
        bytes += name.endsWith(".json") ? zlib.gzipSync(file).length : file.length;
        return file;
      }), unpack);
      const names = (await find(query)).rows.map((row) => called(row[1]));
      const score = ndcg(names.map((name) => relevant[name] ?? 0), relevant);
      scores.push(score);
      most = Math.max(most, bytes);
      if (bytes > 45_000) heavy.push(`${query}: ${bytes}`);
      if (process.env.V && score < 1) console.log(`  ${score.toFixed(2)} ${query}: ${names.join(" ")}`);
      if (score < 0.6) problems.push(`${query}: ${score.toFixed(2)}, ${names.join(" ")}`);
    }
  }
  const mean = scores.reduce((a, b) => a + b, 0) / scores.length;
  console.log(`nDCG@10 of ${scores.length} queries of ${file}: ${mean.toFixed(3)}; at most ${most} bytes`);
  check(`no query of ${file} takes over 45 kB`, heavy);
  check(`nDCG@10 of ${file} is at least 0.96`, mean >= 0.96 ? [] : [`${mean}`]);
  check(`no query of ${file} fails`, problems);
}
await relevance("judged.json", () => judged, (url) => url.split("#sk-")[1]?.toUpperCase());
await relevance("asked.json", (site) => (site === "real" ? real : asked), (url) => url);
{
  const { find } = await open(files(asked), unpack);
  const urls = async (query, options) => (await find(query, options)).rows.map((row) => row[1]);
  const said = async (query) => {
    const { rows, instead, missing, suggest } = await find(query);
    return [rows[0]?.[1] ?? "", instead, missing.join(" "), suggest];
  };
  const thousand = { want: 1000 };
  const many = ["sáng kiến", "hoằng hóa", "nhóm kỹ thuật", "đường", "17.324", "31/5/2022", "2022", "may", "tháng", "thẻ kho", "giai đoạn 1", "trần hà", "c"];
  for (const query of many) {
    const { total, complete } = await find(query);
    same(`the count of “${query}” is what can be listed`, [total, complete], [(await urls(query, thousand)).length, true]);
  }
  const { total, complete, rows } = await find("", { chosen: { nhom: "ky-thuat" } });
  same("a choice without words", [total, complete, rows.length], [4, true, 4]);
  // What is nowhere is left out, and only what leaves nothing is corrected; never what has marks or is short.
  same("a word that is nowhere", await said("khoan lỗ xyzt"), ["sang-kien/#sk-th000123", "", "xyzt", ""]);
  same("a slip beside other words", await said("khoan lo thepp"), ["sang-kien/#sk-th000123", "", "thepp", "khoan lo thep"]);
  same("a slip alone", await said("khoann"), ["sang-kien/#sk-th000123", "khoan", "", ""]);
  same("marks say what is meant", await said("khoànn"), ["", "", "khoànn", ""]);
  same("short words are not corrected", await said("tog"), ["", "", "tog", ""]);
  // Syllables of one name are not those of two, nor of a text.
  const apart = ["tin-tuc/cay-duong/", "tin-tuc/hop-thu/", "sang-kien/#sk-hh-07", "sang-kien/#sk-hh-08"];
  for (const query of ["Hà Trung", "ha trung", "LĐLĐ Hà Trung", "Lê Tam Quân", "le tam quan", "Hoằng Hóa"]) {
    const seen = (await urls(query, thousand)).filter((url) => apart.includes(url) && !(query === "Hoằng Hóa" && url.includes("#")));
    same(`no parts of “${query}”`, seen, []);
  }
  same("no part of an unknown name is another's", (await urls("Trần Thị Trung", thousand)).includes("sang-kien/#sk-hh-08"), false);
  same("titles, then neighbours, then words apart", (await urls("hướng dương")).slice(0, 2), ["sang-kien/#sk-gt012", "tin-tuc/cay-duong/"]);
  same("several choices", (await urls("kỹ thuật hoằng hóa"))[0], "sang-kien/#sk-hh-07");
  same("a kind and words", (await urls("sáng kiến giáo dục 2022")).slice(0, 3), ["sang-kien/#sk-gd033", "sang-kien/#sk-gd032", "sang-kien/#sk-gd031"]);
  same("a person who is not named", await said("Nguyễn Văn Trung"), ["", "", "Nguyễn Văn Trung".toLowerCase(), ""]);
  same("shortened words", (await urls("số đt"))[0], "lien-he/");
  const offers = async (query) => (await find(query)).offers.map(({ name, id, title, count }) => `${name}=${id} ${title} ${count}`);
  same("choices that a query names", await offers("LĐLĐ Hoằng Hóa nhóm kỹ thuật"), ["don-vi=ldld-huyen-hoang-hoa Đơn vị: Hoằng Hóa 5", "nhom=ky-thuat Nhóm: Kỹ thuật 4"]);
  same("the longest choice", await offers("ứng dụng tiến bộ kỹ thuật"), ["nhom=ung-dung Nhóm: Ứng dụng tiến bộ kỹ thuật 4"]);
  same("no choice in other words", await offers("kỹ năng"), []);
}
{
  const { find } = await open(files(real), unpack);
  const first = async (query) => (await find(query)).rows.map((row) => row[0]);
  const machine = (title) => title.includes("tồn kho máy may công nghiệp");
  const relay = (title) => title.includes("rơle thời gian");
  for (const [query, wanted] of [["may cong nghiep", machine], ["rơle", relay], ["sakurai excel", machine], ["ro le thoi gian", relay],
    ["MÁY MAY CÔNG NGHIỆP", machine], ["ma\u0301y may co\u0302ng nghie\u0323\u0302p", machine], ["may coong nghieepj", machine]]) {
    const titles = await first(query);
    check(`“${query}” comes first`, titles.length && wanted(titles[0]) ? [] : titles.slice(0, 3));
  }
  for (const query of ["", " ", "😀", "😀 rơle", "<script>alert(1)</script>", "a".repeat(500), "của", "'\"&;--", "\u202e", "0".repeat(40), "ẵ̃̃".repeat(50)]) {
    const { rows } = await find(query).catch((error) => ({ rows: [[String(error)]] }));
    check(`odd query ${JSON.stringify(query.slice(0, 20))}`, rows.every((row) => row.length === 6) ? [] : [JSON.stringify(rows[0])]);
  }
  const { rows } = await find("sáng kiến", { byDate: true, want: 20 });
  const days = rows.map((row) => row[3]);
  check("newest first", String(days) === String([...days].sort().reverse()) && days[0] ? [] : days);
  const news = await find("sáng kiến", { chosen: { loai: "tin-tuc", nam: "2023" } });
  check("narrowed by kind and year", news.rows.length === 1 && news.rows[0][3].startsWith("2023") ? [] : [JSON.stringify(news.rows)]);
  same("an unknown choice leaves nothing", (await find("sáng kiến", { chosen: { loai: "x" } })).rows, []);

  // What does not unpack or is cut short is an error, never a wrong answer; and it can be asked for again.
  for (const [kind, spoil] of [
    ["missing", () => { throw new Error("404"); }],
    ["cut short", (bytes) => bytes.subarray(0, -1)],
    ["too long", (bytes) => Buffer.concat([bytes, Buffer.from([1])])],
    ["cut short in its terms", (bytes) => terms(bytes, (names) => names.subarray(0, -3))],
    ["too long in its terms", (bytes) => terms(bytes, (names) => Buffer.concat([names, Buffer.from([1])]))],
    ["another file", () => Buffer.from("<!doctype html>")],
  ]) {
    let sound = false;
    const { find } = await open(files(real, (name, bytes) => (sound || !name.startsWith("t/") ? bytes : spoil(bytes))), unpack);
    const said = await find("rơle").then(() => "an answer", () => "an error");
    sound = true;
    const { rows } = await find("rơle");
    check(`a shard is ${kind}`, said === "an error" && relay(rows[0][0]) ? [] : [said, JSON.stringify(rows)]);
  }
  for (const spoiled of ["index.json", "words.bin"]) {
    const said = await open(files(real, (name, bytes) => (name === spoiled ? Buffer.from("[") : bytes)), unpack).then(() => "opened", () => "an error");
    same(`${spoiled} is damaged`, said, "an error");
  }
  const later = await open(files(real, (name, bytes) => (name === "index.json" ? Buffer.from(String(bytes).replace('"version":3', '"version":4')) : bytes)), unpack)
    .then(() => "opened", () => "an error");
  same("a later version is refused", later, "an error");
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
