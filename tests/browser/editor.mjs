// A YAML editor without its window: yaml-language-server, as VS Code and others run it, spoken to over stdio.
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import path from "node:path";
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from "vscode-jsonrpc/node";

const require = createRequire(import.meta.url);
// Nothing is fetched: only the schema that a file names.
const settings = { yaml: { validate: true, hover: true, completion: true, schemaStore: { enable: false } } };

/** Starts the server. What it returns opens texts and asks about places in them, counted from 0. */
export async function editor(timeout = 30_000) {
  const bin = path.join(path.dirname(require.resolve("yaml-language-server/package.json")), "bin/yaml-language-server");
  const server = spawn(process.execPath, [bin, "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
  const connection = createMessageConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));
  const waiting = new Map();
  connection.onRequest("workspace/configuration", ({ items }) => items.map(({ section }) => settings[section] ?? {}));
  connection.onRequest("client/registerCapability", () => null);
  connection.onNotification("textDocument/publishDiagnostics", ({ uri, diagnostics }) => {
    waiting.get(uri)?.(diagnostics);
    waiting.delete(uri);
  });
  connection.listen();
  const capabilities = {
    workspace: { configuration: true, didChangeConfiguration: { dynamicRegistration: true } },
    textDocument: { hover: { contentFormat: ["markdown"] }, completion: { completionItem: { documentationFormat: ["markdown"] } } },
  };
  await connection.sendRequest("initialize", { processId: process.pid, rootUri: null, capabilities });
  await connection.sendNotification("initialized", {});
  await connection.sendNotification("workspace/didChangeConfiguration", { settings });
  const at = (uri, line, character) => ({ textDocument: { uri }, position: { line, character } });
  return {
    /** The problems that the editor would underline. */
    open(uri, text) {
      return new Promise((resolve, reject) => {
        const late = setTimeout(() => reject(new Error(`no answer for ${uri}`)), timeout);
        waiting.set(uri, (diagnostics) => (clearTimeout(late), resolve(diagnostics)));
        connection.sendNotification("textDocument/didOpen", { textDocument: { uri, languageId: "yaml", version: 1, text } });
      });
    },
    /** What it shows under the pointer. */
    async hover(uri, line, character) {
      const hover = await connection.sendRequest("textDocument/hover", at(uri, line, character));
      return hover?.contents?.value ?? "";
    },
    /** What it offers while typing. */
    async complete(uri, line, character) {
      const found = await connection.sendRequest("textDocument/completion", at(uri, line, character));
      return found?.items ?? found ?? [];
    },
    async close() {
      await connection.sendRequest("shutdown");
      await connection.sendNotification("exit");
      connection.dispose();
      server.kill();
    },
  };
}
