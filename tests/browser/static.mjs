// What can be checked without a browser: every link and anchor of every page, and its HTML.
import fs from "node:fs";
import path from "node:path";
import { FileSystemConfigLoader, HtmlValidate } from "html-validate";

/** All files that readers may see: not what the program keeps for itself. */
export function published(root) {
  return fs.readdirSync(root, { recursive: true }).filter((file) => !file.startsWith(".tiendo"));
}

export function htmlFiles(root) {
  return published(root).filter((file) => file.endsWith(".html")).sort();
}

export function links(root, files) {
  const problems = [];
  const anchors = new Map();
  const text = (file) => fs.readFileSync(path.join(root, file), "utf8");
  // The site may live below a folder of its host: addresses from the root start with it.
  const home = /rel="canonical" href="([^"]+)"/.exec(text("index.html"))?.[1];
  const base = home ? new URL(home.replaceAll("&#x2F;", "/")).pathname : "/";
  const ids = (file) => {
    if (!anchors.has(file)) anchors.set(file, new Set([...text(file).matchAll(/\sid="([^"]+)"/g)].map((m) => m[1])));
    return anchors.get(file);
  };
  for (const file of files) {
    for (const [, raw] of text(file).matchAll(/\s(?:href|src)="([^"]*)"/g)) {
      const address = raw.replaceAll("&amp;", "&").replaceAll("&#x2F;", "/");
      if (/^[a-z]+:/.test(address)) continue;
      // What is asked of a page is not a part of its place.
      const [place, anchor] = address.split("#");
      const [where] = place.split("?");
      let target = where.startsWith("/") ? (where.startsWith(base) ? where.slice(base.length) : `outside${base}`) : path.join(path.dirname(file), where);
      if (where === "") target = file;
      else if (where.endsWith("/") || target === "." || where === "./") target = path.join(target, "index.html");
      if (target === "") target = "index.html";
      if (!fs.existsSync(path.join(root, target)) || !fs.statSync(path.join(root, target)).isFile()) problems.push(`${file}: ${address}`);
      else if (anchor && target.endsWith(".html") && !ids(target).has(decodeURIComponent(anchor))) problems.push(`${file}: no anchor ${address}`);
    }
  }
  return problems;
}

export async function validate(root, files) {
  const loader = new FileSystemConfigLoader({
    root: true,
    extends: ["html-validate:recommended"],
    rules: {
      // Style, not validity: void elements, quotes and the length of titles are the theme's affair.
      "void-style": "off",
      "long-title": "off",
      "attribute-boolean-style": "off",
      // Phone numbers are written as the owner publishes them.
      "tel-non-breaking": "off",
    },
  });
  const validator = new HtmlValidate(loader);
  const problems = [];
  for (const file of files) {
    const report = await validator.validateFile(path.join(root, file));
    for (const result of report.results) {
      for (const m of result.messages) problems.push(`${file}:${m.line}:${m.column} ${m.ruleId}: ${m.message}`);
    }
  }
  return problems;
}
