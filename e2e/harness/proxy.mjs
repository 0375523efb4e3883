// A line between a server and its database that can be cut, or go silent.

import { connect, createServer } from "node:net";

/** Opens a line to the address, such as that of a database. */
export async function openLine(address) {
  const { hostname, port } = new URL(address);
  const line = new Line(hostname, Number(port));
  await line.mend();
  return line;
}

class Line {
  #far;
  #listener = null;
  #port = 0;
  #ends = new Set();
  #silent = false;

  constructor(host, port) {
    this.#far = { host, port };
  }

  /** The address by which the other end is reached over this line. */
  through(address) {
    const url = new URL(address);
    url.host = `127.0.0.1:${this.#port}`;
    return url.href;
  }

  /** Cuts what is connected; whoever tries again is refused, as by a database that has stopped. */
  async cut() {
    const closed = new Promise((resolve) => (this.#listener ? this.#listener.close(resolve) : resolve()));
    this.#listener = null;
    for (const end of this.#ends) end.destroy();
    await closed;
  }

  /** Lets connections stand and nothing through, as a database that hangs. */
  silence() {
    this.#silent = true;
    for (const end of this.#ends) end.pause();
  }

  /** Lets through what waited. */
  speak() {
    this.#silent = false;
    for (const end of this.#ends) end.resume();
  }

  /** Takes connections again, at the same address. */
  async mend() {
    this.#listener = createServer((near) => this.#join(near));
    await new Promise((resolve, reject) => {
      this.#listener.once("error", reject).listen(this.#port, "127.0.0.1", resolve);
    });
    this.#port = this.#listener.address().port;
  }

  #join(near) {
    const far = connect(this.#far);
    for (const [end, other] of [[near, far], [far, near]]) {
      this.#ends.add(end);
      end.on("data", (bytes) => other.write(bytes));
      end.on("error", () => {});
      end.on("close", () => {
        this.#ends.delete(end);
        other.destroy();
      });
      if (this.#silent) end.pause();
    }
  }
}
