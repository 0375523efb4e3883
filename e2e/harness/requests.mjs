// Requests without a browser: each on a connection of its own, so that many can be under way at once.

import { request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

/**
 * Sends one request and reads the whole answer.
 *
 * @param {{url: string}} server
 * @param {string} path
 * @param {object} [how]
 * @param {string} [how.cookie] whose request it is
 * @param {Record<string, string>} [how.form] makes it a POST with these fields
 * @param {string} [how.accept] what may come back; pages if not given
 * @returns {Promise<{status: number, location: string, text: string, took: number}>}
 */
export function send(server, path, { cookie = "", form, accept = "text/html" } = {}) {
  const body = form && new URLSearchParams(form).toString();
  const headers = { accept, cookie, "sec-fetch-site": "same-origin" };
  if (body !== undefined) {
    headers["content-type"] = "application/x-www-form-urlencoded";
    headers["content-length"] = Buffer.byteLength(body);
  }
  const begun = Date.now();
  return new Promise((resolve, reject) => {
    const sent = request(server.url + path, { method: body === undefined ? "GET" : "POST", headers, agent: false });
    sent.once("error", reject);
    sent.once("response", (response) => {
      const { statusCode: status, headers: said } = response;
      let text = "";
      response.setEncoding("utf8").on("data", (more) => (text += more));
      response.once("error", reject);
      response.once("end", () => resolve({ status, location: said.location ?? "", text, took: Date.now() - begun }));
    });
    sent.end(body);
  });
}

/** Keeps one field of somebody's draft, as the form does while one types. */
export function keep(server, { cookie, application }, field, value) {
  const form = { _field: field, [field]: value };
  return send(server, `/applications/${application}/answers`, { cookie, form, accept: "application/json" });
}

/** Submits somebody's draft. */
export function submit(server, { cookie, application }) {
  return send(server, `/applications/${application}/submit`, { cookie, form: {} });
}

/** The receipt of somebody's application; where there is none, the answer says 404. */
export function receipt(server, { cookie, application }) {
  return send(server, `/applications/${application}/receipt.json`, { cookie });
}

/** A step of somebody's form. */
export function step(server, { cookie, application }, name) {
  return send(server, `/applications/${application}/steps/${name}`, { cookie });
}

/** The number in a receipt's file. */
export function numberIn(receiptFile) {
  return receiptFile.match(/"receipt_no":"(MR-\d{4}-\d{6})"/)?.[1];
}

/** Waits until something is so, and fails with its name when it takes too long. */
export async function until(what, seconds, holds) {
  const limit = Date.now() + seconds * 1000;
  while (Date.now() < limit) {
    if (await holds()) return;
    await sleep(50);
  }
  throw new Error(`not within ${seconds} s: ${what}`);
}

/** The bytes of a document of one empty page; `mark` makes them its own. */
export function pdf(mark) {
  const objects = [
    "<</Type/Catalog/Pages 2 0 R>>",
    "<</Type/Pages/Kids[3 0 R]/Count 1>>",
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
  ].map((object, place) => `${place + 1} 0 obj${object}endobj\n`);
  return Buffer.from(`%PDF-1.4\n% ${mark}\n${objects.join("")}trailer<</Root 1 0 R>>\n%%EOF\n`);
}
