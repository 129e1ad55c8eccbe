// Bundles the front end into cxresearch/static, readable; with --check it only says whether what lies there is fresh.
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));
const out = fileURLToPath(new URL("../cxresearch/static/", import.meta.url));
const checking = process.argv.includes("--check");

const { outputFiles } = await build({
  absWorkingDir: here,
  entryPoints: { workbench: "main.js" },
  bundle: true,
  format: "esm",
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  outdir: out,
  write: !checking,
  metafile: true,
}).then(async (result) => ({ outputFiles: checking ? result.outputFiles : [] }));

const stale = [];
for (const file of outputFiles) {
  const there = await readFile(file.path, "utf8").catch(() => "");
  if (there !== file.text) stale.push(file.path);
}
if (stale.length) {
  console.error(`Not fresh: ${stale.join(", ")}. Run npm run build in widgets/ and commit the outcome.`);
  process.exit(1);
}
