// A running Moru with a database, a folder and a clock of its own.

import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { environment, program, runPostgres } from "./programs.mjs";

const STARTS_WITHIN = 60_000;
const STOPS_WITHIN = 15_000;
const KEPT_LOG = 64 * 1024;

const running = new Set();

// Whatever ends this process, no server outlives it.
process.on("exit", () => running.forEach((server) => server.abandon()));
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => process.exit(1));

/**
 * Starts `moru demo` on a free port and waits until it can serve.
 *
 * @param {object} wanted
 * @param {"sqlite" | "postgres"} [wanted.engine] the database's engine; it is new, and removed by stop()
 * @param {string} [wanted.at] the demo's clock, such as "2024-05-10T17:55:00+09:00"; without it the machine's
 * @param {string} [wanted.command] the command to run instead of `demo`, such as `serve`
 * @param {string[]} [wanted.options] further options
 * @param {number} [wanted.applicants] how many institutions the demo prepares, ready to submit
 * @param {string[]} [wanted.launcher] words before the program, such as a shell that sets a limit
 * @param {object} [wanted.beside] another server, whose database, files and key this one uses too
 * @param {(database: string) => string} [wanted.through] the database's address as the program is given it
 */
export async function startServer(wanted = {}) {
  const { engine = "sqlite", at, command = "demo", options = [], applicants = 0, launcher = [], beside } = wanted;
  const { through = (same) => same } = wanted;
  const folder = beside?.folder ?? mkdtempSync(join(tmpdir(), "moru-e2e-"));
  const database = beside?.database ?? (engine === "postgres" ? createPostgres() : `sqlite:${join(folder, "moru.sqlite")}`);
  const server = new Server({ engine, folder, database, command, options, launcher, guest: beside !== undefined, through });
  try {
    await server.start({ at, applicants });
  } catch (error) {
    await server.stop();
    throw error;
  }
  return server;
}

class Server {
  #setup;
  #process = null;
  #ended = null;
  #log = "";

  constructor(setup) {
    this.#setup = setup;
    running.add(this);
  }

  get engine() {
    return this.#setup.engine;
  }

  /** The folder that holds uploaded files, keys and, on SQLite, the database. */
  get folder() {
    return this.#setup.folder;
  }

  /** The address of the database. */
  get database() {
    return this.#setup.database;
  }

  /** The number of the running process. */
  get pid() {
    return this.#process?.pid;
  }

  /** Whom the demo has prepared: each with a session and a complete draft. */
  get applicants() {
    const lines = readFileSync(join(this.folder, "applicants.tsv"), "utf8").trim().split("\n");
    return lines.map((line) => line.split("\t")).map(([session, application]) => ({ cookie: `moru_session=${session}`, application }));
  }

  /** What a query answers, rows as lines and columns between bars; on PostgreSQL. */
  ask(query) {
    return psql(this.database, query);
  }

  /** The end of what the server has written about itself. */
  get log() {
    return this.#log;
  }

  /** Starts the process on the same database and files; used again after kill() or end(). */
  async start({ at, applicants = 0 } = {}) {
    const port = await freePort();
    const { command, database, folder, options, launcher, through } = this.#setup;
    const listen = `127.0.0.1:${port}`;
    const place = command === "demo" ? ["--folder", folder] : ["--files", join(folder, "files")];
    const flags = ["--database", through(database), ...place, "--listen", listen, ...options];
    if (at) flags.push("--at", at);
    if (applicants > 0) flags.push("--applicants", String(applicants));
    this.url = `http://${listen}`;
    const [first, ...words] = [...launcher, program(), command, ...flags];
    this.#process = spawn(first, words, { cwd: folder, env: environment(), stdio: ["ignore", "pipe", "pipe"] });
    this.#ended = new Promise((resolve) => {
      this.#process.once("error", (error) => resolve(`cannot be started: ${error.message}`));
      this.#process.once("exit", (code, signal) => resolve(`ended with ${signal ?? code}`));
    });
    for (const stream of [this.#process.stdout, this.#process.stderr]) {
      stream.setEncoding("utf8").on("data", (text) => (this.#log = (this.#log + text).slice(-KEPT_LOG)));
    }
    await this.#ready();
  }

  async #ready() {
    let end = null;
    this.#ended.then((how) => (end = how));
    const limit = Date.now() + STARTS_WITHIN;
    while (Date.now() < limit) {
      if (end) throw new Error(`moru ${end}\n${this.#log}`);
      const answer = await fetch(`${this.url}/readyz`, { signal: AbortSignal.timeout(2000) }).catch(() => null);
      if (answer?.ok) return;
      await sleep(50);
    }
    throw new Error(`moru was not ready after ${STARTS_WITHIN / 1000} s\n${this.#log}`);
  }

  /** Asks the process to end, as an operator would, and waits; its database stays. */
  async end() {
    await this.#signal("SIGTERM");
  }

  /** Ends the process as a power cut would; its database stays. */
  async kill() {
    await this.#signal("SIGKILL");
  }

  async #signal(signal) {
    if (!this.#process) return;
    this.#process.kill(signal);
    const patience = new AbortController();
    const late = sleep(STOPS_WITHIN, "late", { signal: patience.signal }).catch(() => null);
    const how = await Promise.race([this.#ended, late]);
    patience.abort();
    if (how === "late") {
      this.#process.kill("SIGKILL");
      await this.#ended;
    }
    this.#process = null;
    if (how === "late") throw new Error(`moru did not end within ${STOPS_WITHIN / 1000} s of ${signal}\n${this.#log}`);
  }

  /** Ends the process and removes everything it had. */
  async stop() {
    try {
      await this.end();
    } finally {
      this.abandon();
    }
  }

  /** The part of stop() that works while this process is ending. */
  abandon() {
    running.delete(this);
    this.#process?.kill("SIGKILL");
    // What belongs to another server goes with that one.
    if (this.#setup.guest) return;
    if (this.#setup.engine === "postgres") dropPostgres(this.#setup.database);
    rmSync(this.#setup.folder, { recursive: true, force: true });
  }
}

async function freePort() {
  const listener = createServer();
  await new Promise((resolve, reject) => listener.once("error", reject).listen(0, "127.0.0.1", resolve));
  const { port } = listener.address();
  await new Promise((resolve) => listener.close(resolve));
  return port;
}

let databases = 0;

function createPostgres() {
  databases += 1;
  const name = `e2e_${process.pid}_${databases}`;
  psql(postgres(), `CREATE DATABASE ${name}`);
  const url = new URL(postgres());
  url.pathname = `/${name}`;
  return url.href;
}

function dropPostgres(database) {
  psql(postgres(), `DROP DATABASE IF EXISTS ${new URL(database).pathname.slice(1)} WITH (FORCE)`);
}

function psql(database, statement) {
  return runPostgres("psql", database, "--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--command", statement).trim();
}

function postgres() {
  const url = process.env.MORU_TEST_POSTGRES;
  if (!url) throw new Error("MORU_TEST_POSTGRES is not set; `cargo xtask test` starts a server and sets it");
  return url;
}
