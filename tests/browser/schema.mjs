// The JSON Schemas in a real YAML editor: good files stay clean, problems are marked, keys are named in Vietnamese.
// Usage: node schema.mjs PATH-OF-TIENDO
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { editor } from "./editor.mjs";

const tiendo = path.resolve(process.argv[2] ?? "target/debug/tiendo");
const real = path.resolve(import.meta.dirname, "../../content");
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "tiendo-schema-"));
let passed = 0;
let failed = 0;
function check(name, good, seen) {
  if (good) passed += 1;
  else {
    failed += 1;
    console.log(`FAILED ${name}\n  ${JSON.stringify(seen)}`);
  }
}

// Two sites: the real one, and the one that `init` writes.
const own = path.join(folder, "own");
const fresh = path.join(folder, "fresh");
fs.cpSync(real, path.join(own, "content"), { recursive: true });
execFileSync(tiendo, ["init", fresh]);
const said = [own, fresh].map((root) => execFileSync(tiendo, ["schema", "--root", root], { encoding: "utf8" }))[0];

// What the program says to copy: under each kind of file, its line.
const lines = new Map([...said.matchAll(/^(content\/\S+)\n {2}(# yaml-language-server: \S+)$/gm)].map((m) => [m[1], m[2]]));
check("the program says a line for each kind of YAML", lines.size === 9, said);
const modeline = (file) => lines.get(file) ?? lines.get(file.replace(/[^/]+$/, "*.yaml"));
const heads = { initiatives: "initiative", news: "news", pages: "page" };

const yaml = await editor();
const url = (root, file) => pathToFileURL(path.join(root, file)).href;
const messages = (problems) => problems.map((problem) => `${problem.range.start.line + 1}: ${problem.message}`);

for (const root of [own, fresh]) {
  for (const name of fs.readdirSync(path.join(root, "content"), { recursive: true }).sort()) {
    const file = `content/${name.replaceAll("\\", "/")}`;
    const text = () => fs.readFileSync(path.join(root, file), "utf8");
    const kind = /\.[a-z]{2}\.md$/.test(file) ? "translation" : heads[file.split("/")[1]];
    let problems = [];
    if (file.endsWith(".yaml")) problems = await yaml.open(url(root, file), `${modeline(file)}\n${text()}`);
    else if (file.endsWith(".md") && kind) {
      // The head of a Markdown file, as an editor that knows heads would give it to the server.
      const head = text().split(/^---$/m)[1];
      if (head === undefined) continue;
      const depth = "../".repeat(file.split("/").length - 1);
      const line = `# yaml-language-server: $schema=${depth}schemas/${kind}.schema.json`;
      problems = await yaml.open(url(root, file.replace(/md$/, "head.yaml")), `${line}\n${head}`);
    } else continue;
    check(`${file} is clean`, problems.length === 0, messages(problems));
  }
}

// What our reader takes, the editor takes: one record without a dash, empty keys, lists of one, ids of digits.
let count = 0;
const open = async (kind, text) => {
  count += 1;
  const uri = url(own, `content/${kind}-${count}.yaml`);
  const problems = await yaml.open(uri, `# yaml-language-server: $schema=../schemas/${kind}.schema.json\n${text}`);
  return { uri, problems };
};
for (const [name, kind, text] of [
  ["one report without a dash", "reports", "as_of: 31/05/2022\nunit: ldld-tinh\nsubmitted: 0\n"],
  ["two documents", "reports", "as_of: 2022-05-31\nunit: a\n---\n- as_of: 2022-6-1\n  unit: a\n"],
  ["empty keys", "units", "- id: a\n  title: A\n  kind: upper\n  parent:\n  members:\n  valid_to: ~\n  successors:\n  chair:\n  targets:\n"],
  ["a list of one", "units", "- id: 123\n  title: 456\n  kind: upper\n  successors: dong-son\n  targets: {giai-doan-1: 40}\n"],
  ["one author without a dash", "initiative", "title: A\nunit: a\nstatus:\ncode: 123456\nauthors:\n  name: B\n  consent: true\n"],
  ["a file of comments", "units", "# nothing yet\n"],
]) {
  const { problems } = await open(kind, text);
  check(name, problems.length === 0, messages(problems));
}

// What our reader refuses, the editor marks, on its line (the first is the modeline).
for (const [name, kind, line, text] of [
  ["a key that is not known", "reports", 4, "- as_of: 2022-05-31\n  unit: a\n  submited: 5\n"],
  ["a key that is not known, within a list", "programme", 9, "id: a\ntitle: A\nphases:\n  - title: B\n    id: b\n    start: 2022-05-31\n    end: 2022-06-01\n    traget: 5\n"],
  ["a word that is no choice", "units", 4, "- id: a\n  title: A\n  kind: village\n"],
  ["a word that is no choice, optional", "initiative", 4, "title: A\nunit: a\nstatus: good\n"],
  ["a key that is missing", "reports", 2, "- as_of: 2022-05-31\n"],
  ["a key that is empty", "reports", 3, "- as_of: 2022-05-31\n  unit:\n"],
  ["a text for a count", "reports", 4, "- as_of: 2022-05-31\n  unit: a\n  submitted: nhiều\n"],
  ["a count below zero", "units", 5, "- id: a\n  title: A\n  kind: upper\n  members: -3\n"],
  ["a text for a target", "units", 6, "- id: a\n  title: A\n  kind: upper\n  targets:\n    giai-doan-1: nhiều\n"],
  ["a day of another form", "reports", 2, "- as_of: 31.05.2022\n  unit: a\n"],
  ["an id with marks", "units", 2, "- id: Đông Sơn\n  title: A\n  kind: upper\n"],
  ["an address without https", "site", 3, "title: A\nbase_url: example.org\n"],
  ["a word for a flag", "news", 4, "title: A\ndate: 2022-05-31\ndraft: có\n"],
  ["a list for a page", "page", 2, "- title: A\n"],
]) {
  const { problems } = await open(kind, text);
  check(name, problems.some((problem) => problem.range.start.line + 1 === line), messages(problems));
}

// The pointer on a key says what it is; typing offers keys and words with their meaning.
const report = await open("reports", "- as_of: 2022-05-31\n  unit: a\n  submitted: 5\n");
const hover = await yaml.hover(report.uri, 3, 4);
check("a key says its label and hint", hover.includes("Lũy kế đã nộp") && hover.includes("đừng ghi 0"), hover);
const unit = await open("units", "- id: a\n  title: A\n  kind: upper\n  \n");
const keys = await yaml.complete(unit.uri, 4, 2);
const parent = keys.find((item) => item.label === "parent");
check("typing offers keys with hints", JSON.stringify(parent ?? "").includes("cấp trên trực tiếp"), keys.map((item) => item.label));
check("keys that are there are not offered", !keys.some((item) => item.label === "title"), keys.map((item) => item.label));
const kind = await open("units", "- id: a\n  title: A\n  kind: \n");
const words = await yaml.complete(kind.uri, 3, 8);
const upper = words.find((item) => item.label === "upper");
check("typing offers words with their meaning", JSON.stringify(upper ?? "").includes("Công đoàn cấp trên cơ sở"), words);

await yaml.close();
fs.rmSync(folder, { recursive: true });
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
