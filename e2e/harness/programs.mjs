// The program under test and those of PostgreSQL, run to their end.

import { spawn, spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

const ENDS_WITHIN = 60_000;

/**
 * Runs another command of the program to its end, such as `verify`.
 *
 * @returns {{status: number, output: string}}
 */
export function runMoru(...words) {
  const result = spawnSync(program(), words, { encoding: "utf8", env: environment(), timeout: ENDS_WITHIN });
  if (result.error) throw result.error;
  return { status: result.status, output: result.stdout + result.stderr };
}

/** The same while the test goes on. */
export function beginMoru(...words) {
  return begin(program(), words);
}

/** Runs a program of PostgreSQL to its end, such as `psql`, and returns what it says. */
export function runPostgres(name, ...words) {
  const result = spawnSync(join(postgresPrograms(), name), words, { encoding: "utf8" });
  if (result.status !== 0) throw new Error(`${name}: ${result.error?.message ?? result.stderr}`);
  return result.stdout;
}

/** The same while the test goes on. */
export function beginPostgres(name, ...words) {
  return begin(join(postgresPrograms(), name), words);
}

function begin(path, words) {
  const child = spawn(path, words, { env: environment(), stdio: ["ignore", "pipe", "pipe"], timeout: ENDS_WITHIN });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => (output += text));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (status) => resolve({ status, output }));
  });
}

export function program() {
  const path = process.env.MORU_BIN;
  if (!path) throw new Error("MORU_BIN does not name the built program; `cargo xtask test --only browser` sets it");
  if (!existsSync(path)) throw new Error(`${path} does not exist; cargo build --package moru makes it`);
  return path;
}

/** The environment without settings that whoever runs the tests may have for a server of their own. */
export function environment() {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("MORU_")));
}

function postgresPrograms() {
  const root = "/usr/lib/postgresql";
  const versions = existsSync(root) ? readdirSync(root).sort((one, other) => other - one) : [];
  return process.env.MORU_POSTGRES_PROGRAMS ?? (versions.length > 0 ? join(root, versions[0], "bin") : "");
}
