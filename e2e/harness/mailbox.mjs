// A mail server that keeps what it is given, or takes connections and says nothing.

import { createServer } from "node:net";

/**
 * Listens for mail.
 *
 * @param {object} [how]
 * @param {number} [how.port] where; a free port if not given
 * @param {boolean} [how.silent] whether it hangs instead of answering
 */
export async function openMailbox({ port = 0, silent = false } = {}) {
  const letters = [];
  const open = new Set();
  let visitors = 0;
  const listener = createServer((socket) => {
    visitors += 1;
    open.add(socket);
    socket.on("error", () => {}).on("close", () => open.delete(socket));
    if (silent) socket.resume();
    else converse(socket, letters);
  });
  await new Promise((resolve, reject) => listener.once("error", reject).listen(port, "127.0.0.1", resolve));
  return {
    port: listener.address().port,
    /** What has arrived, decoded. */
    letters,
    /** How many connections there have been. */
    get visitors() {
      return visitors;
    },
    async close() {
      const closed = new Promise((resolve) => listener.close(resolve));
      for (const socket of open) socket.destroy();
      await closed;
    },
  };
}

function converse(socket, letters) {
  let waiting = "";
  let letter = null;
  socket.write("220 test\r\n");
  socket.setEncoding("utf8").on("data", (text) => {
    waiting += text;
    for (let end = waiting.indexOf("\r\n"); end >= 0; end = waiting.indexOf("\r\n")) {
      const line = waiting.slice(0, end);
      waiting = waiting.slice(end + 2);
      if (letter === null) {
        socket.write(reply(line));
        if (/^DATA$/i.test(line)) letter = [];
      } else if (line === ".") {
        letters.push(decode(letter.join("\n")));
        letter = null;
        socket.write("250 kept\r\n");
      } else {
        letter.push(line.replace(/^\.\./, "."));
      }
    }
  });
}

function reply(line) {
  if (/^EHLO/i.test(line)) return "250-test\r\n250 8BITMIME\r\n";
  if (/^DATA$/i.test(line)) return "354 go on\r\n";
  return /^QUIT$/i.test(line) ? "221 bye\r\n" : "250 yes\r\n";
}

function decode(letter) {
  const at = letter.indexOf("\n\n");
  const [head, body] = [letter.slice(0, at), letter.slice(at + 2)];
  if (/base64/i.test(head)) return `${head}\n\n${Buffer.from(body, "base64").toString("utf8")}`;
  if (!/quoted-printable/i.test(head)) return letter;
  const bytes = body.replace(/=\n/g, "").replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
  return `${head}\n\n${Buffer.from(bytes, "latin1").toString("utf8")}`;
}
