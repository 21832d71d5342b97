// Compiles resources/contracts/src into resources/contracts/build, one JSON file per contract.
//
//   node packaging/contracts/compile.mjs [--out DIR] [--modules DIR]
//
// --modules is the node_modules folder that holds the pinned solc; by default the one the set-up
// made inside the virtual environment (SCRIP_VENV, else .venv).
// The build is reproducible: fixed compiler, no metadata hash, sorted keys.
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, posix, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const SOLC = "0.8.37";
const REPOSITORY = resolve(dirname(fileURLToPath(import.meta.url)), "..", "..");
const CONTRACTS = join(REPOSITORY, "resources", "contracts");
const SOURCES = join(CONTRACTS, "src");
const SETTINGS = {
  evmVersion: "cancun",
  optimizer: { enabled: true, runs: 200 },
  metadata: { appendCBOR: false, bytecodeHash: "none" },
  outputSelection: { "*": { "*": ["abi", "evm.bytecode.object", "evm.deployedBytecode.object"] } },
};

function fail(message) {
  console.error(`compile: ${message}`);
  process.exit(1);
}

function loadCompiler(modules) {
  const require = createRequire(join(modules, "index.js"));
  let solc;
  try {
    solc = require("solc");
  } catch {
    fail(`no solc in ${modules}; install solc ${SOLC} there or pass --modules`);
  }
  if (!solc.version().startsWith(`${SOLC}+`)) fail(`expected solc ${SOLC}, found ${solc.version()}`);
  return solc;
}

function readSources() {
  const names = readdirSync(SOURCES, { recursive: true })
    .filter((name) => name.endsWith(".sol"))
    .map((name) => name.split(sep).join(posix.sep))
    .sort();
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(SOURCES, name), "utf8")]));
}

// Every file a source pulls in, itself included: what the build's hash must cover.
function closure(name, sources, seen = new Set()) {
  if (seen.has(name)) return seen;
  seen.add(name);
  for (const [, path] of sources[name].matchAll(/^(?:import|\})[^;"]*"([^"]+)";/gm)) {
    closure(posix.join(posix.dirname(name), path), sources, seen);
  }
  return seen;
}

function sourceHash(names, sources) {
  const hash = createHash("sha256");
  for (const name of [...names].sort()) hash.update(`${name}\n${sources[name]}\n`);
  return hash.digest("hex");
}

function compile(solc, sources) {
  const input = {
    language: "Solidity",
    sources: Object.fromEntries(Object.entries(sources).map(([name, content]) => [name, { content }])),
    settings: SETTINGS,
  };
  const output = JSON.parse(solc.compile(JSON.stringify(input)));
  for (const problem of output.errors ?? []) console.error(problem.formattedMessage);
  if ((output.errors ?? []).length > 0) fail("the sources must compile without errors or warnings");
  return output.contracts;
}

function artifact(name, source, contract, sources, compiler) {
  const files = closure(source, sources);
  return {
    contract: name,
    source,
    sources: [...files].sort(),
    sourceSha256: sourceHash(files, sources),
    compiler,
    settings: { evmVersion: SETTINGS.evmVersion, optimizer: SETTINGS.optimizer, metadata: SETTINGS.metadata },
    abi: contract.abi,
    bytecode: `0x${contract.evm.bytecode.object}`,
    deployedBytecode: `0x${contract.evm.deployedBytecode.object}`,
  };
}

const { values } = parseArgs({ options: { out: { type: "string" }, modules: { type: "string" } } });
const out = resolve(values.out ?? join(CONTRACTS, "build"));
const environment = resolve(REPOSITORY, process.env.SCRIP_VENV ?? ".venv");
const modules = resolve(values.modules ?? join(environment, "share", "scrip", "npm", "node_modules"));
const solc = loadCompiler(modules);
const sources = readSources();
const compiled = compile(solc, sources);
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
for (const [source, contracts] of Object.entries(compiled)) {
  for (const [name, contract] of Object.entries(contracts)) {
    // Interfaces and abstract contracts have no code, libraries here no functions of their own.
    if (contract.evm.bytecode.object === "" || contract.abi.length === 0) continue;
    const built = artifact(name, source, contract, sources, solc.version());
    writeFileSync(join(out, `${name}.json`), `${JSON.stringify(built, null, 1)}\n`);
    console.log(`${name}: ${contract.evm.deployedBytecode.object.length / 2} bytes`);
  }
}
