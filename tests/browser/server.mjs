// A static server on loopback, with the strict headers of a careful host.
import fs from "node:fs";
import http from "node:http";
import path from "node:path";

const TYPES = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml",
  ".woff2": "font/woff2", ".json": "application/json", ".xml": "application/xml", ".csv": "text/csv", ".txt": "text/plain",
  ".webp": "image/webp", ".jpg": "image/jpeg", ".png": "image/png", ".ico": "image/x-icon", ".webmanifest": "application/manifest+json" };

/** `fonts`: texts wait for their font, however busy the machine is, so that pictures are always of the same letters. `free`: without the
 * strict policy, for the pages of others. */
export async function serve(root, { fonts = false, free = false } = {}) {
  const server = http.createServer((request, response) => {
    let file = path.join(root, decodeURIComponent(new URL(request.url, "http://x").pathname));
    if (file.endsWith(path.sep)) file += "index.html";
    const found = file.startsWith(root) && fs.existsSync(file) && fs.statSync(file).isFile();
    response.writeHead(found ? 200 : 404, {
      "content-type": TYPES[path.extname(file)] ?? "application/octet-stream",
      ...(!free && { "content-security-policy": "default-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'" }),
    });
    const body = found ? fs.readFileSync(file) : "";
    response.end(fonts && file.endsWith(".css") ? String(body).replaceAll("font-display:optional", "font-display:block") : body);
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return { url: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
}
